package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cluster.SubmitScript.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One job on four masters: the result has the same bytes. */
class EqualBytesIT {
  @TempDir Path directory;

  @Test
  void onOneCoreOnTwoAndOnClusters() throws IOException {
    Result one = SubmitScript.runEmbedded(command("one", "--master", "local[1]"));
    assertEquals(0, one.exitCode(), one::stderr);
    assertTrue(one.stdout().contains("the exact Hessian of 67 parameters"), one.stdout());
    assertEquals(
        List.of(), one.stderr().lines().filter(line -> !line.contains(" of 67 rows, ")).toList());
    Result two = SubmitScript.runEmbedded(command("two", "--master", "local[2]"));
    assertEquals(0, two.exitCode(), two::stderr);
    try (StandaloneCluster cluster = StandaloneCluster.start(directory.resolve("cluster"))) {
      Result standalone =
          cluster.submit(cluster.master(), Map.of(), List.of(command("standalone")));
      assertEquals(0, standalone.exitCode(), standalone::stderr);
      Result local =
          cluster.submit("local-cluster[2,1,1024]", Map.of(), List.of(command("local-cluster")));
      assertEquals(0, local.exitCode(), local::stderr);
    }
    for (String other : List.of("two", "standalone", "local-cluster")) {
      assertArrayEquals(bytes("one", "hessian.npy"), bytes(other, "hessian.npy"), other);
      assertArrayEquals(bytes("one", "gradient.npy"), bytes(other, "gradient.npy"), other);
      assertArrayEquals(
          bytes("one", "hessian/block-row-00000.parquet"),
          bytes(other, "hessian/block-row-00000.parquet"),
          other);
    }
    Result verified =
        SubmitScript.runEmbedded("verify", directory.resolve("standalone").toString());
    assertEquals(0, verified.exitCode(), verified::stderr);
    assertTrue(verified.stdout().contains("standalone is right"), verified.stdout());
  }

  private String[] command(String name, String... flags) {
    Stream<String> run =
        Stream.of(
            "run",
            "conf/iris-mlp.yaml",
            "--set",
            "tile=8",
            "--set",
            "output=" + directory.resolve(name));
    return Stream.concat(run, Stream.of(flags)).toArray(String[]::new);
  }

  private byte[] bytes(String name, String file) throws IOException {
    return Files.readAllBytes(directory.resolve(name).resolve(file));
  }
}
