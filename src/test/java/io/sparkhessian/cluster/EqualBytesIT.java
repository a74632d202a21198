package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.io.npy.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job with three chunks of samples and nine tasks writes the same bytes in this process and on a
 * cluster.
 */
class EqualBytesIT {
  private static final int PARAMETERS = 30 * 4 + 4 + 4 + 1;

  @TempDir Path directory;

  @BeforeEach
  void writeParameters() throws IOException {
    double[] values = new Random(5).doubles(PARAMETERS, -0.5, 0.5).toArray();
    try (NpyWriter npy = new NpyWriter(Files.newOutputStream(parameters()), PARAMETERS)) {
      npy.write(values);
    }
  }

  private Path parameters() {
    return directory.resolve("theta.npy");
  }

  @Test
  void onOneCoreAndOnACluster() throws IOException {
    Result one = SubmitScript.runEmbedded(command("one", "--master", "local[1]"));
    assertEquals(0, one.exitCode(), one::stderr);
    assertTrue(one.stdout().contains("the exact Hessian of 129 parameters"), one.stdout());
    assertEquals(
        List.of(), one.stderr().lines().filter(line -> !line.contains(" of 129 rows, ")).toList());
    try (StandaloneCluster cluster = StandaloneCluster.start(directory.resolve("cluster"))) {
      Result standalone =
          cluster.submit(cluster.master(), Map.of(), List.of(command("standalone")));
      assertEquals(0, standalone.exitCode(), standalone::stderr);
    }
    for (String other : List.of("standalone")) {
      assertArrayEquals(bytes("one", "hessian.npy"), bytes(other, "hessian.npy"), other);
      assertArrayEquals(bytes("one", "gradient.npy"), bytes(other, "gradient.npy"), other);
      List<String> tiles = files("one");
      assertEquals(9, tiles.size());
      assertEquals(tiles, files(other));
      for (String file : tiles) {
        assertArrayEquals(bytes("one", file), bytes(other, file), other + "/" + file);
      }
    }
    Result verified =
        SubmitScript.runEmbedded("verify", directory.resolve("standalone").toString());
    assertEquals(0, verified.exitCode(), verified::stderr);
    assertTrue(verified.stdout().contains("standalone is correct"), verified.stdout());
  }

  private String[] command(String name, String... flags) {
    Stream<String> run =
        Stream.of(
            "run",
            "conf/breast-cancer-logistic.yaml",
            "--set",
            "objective.type=mlp",
            "--set",
            "objective.layers=[30,4,1]",
            "--set",
            "objective.activation=tanh",
            "--set",
            "objective.loss=logistic",
            "--set",
            "parameters=" + parameters(),
            "--set",
            "tile=16",
            "--set",
            "output=" + directory.resolve(name));
    return Stream.concat(run, Stream.of(flags)).toArray(String[]::new);
  }

  private List<String> files(String name) throws IOException {
    try (Stream<Path> all = Files.list(directory.resolve(name).resolve("hessian"))) {
      return all.map(path -> "hessian/" + path.getFileName()).sorted().toList();
    }
  }

  private byte[] bytes(String name, String file) throws IOException {
    return Files.readAllBytes(directory.resolve(name).resolve(file));
  }
}
