package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sparkhessian.cluster.SubmitScript.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documented settings for clusters that other users can reach. */
class SecureSettingsIT {
  private static final String SECRET = "correct-horse-battery-staple";
  private static final String TILES = "hessian/block-row-00000.parquet";

  @TempDir Path directory;

  private Result run(Map<String, String> environment, String name, String... more) {
    List<String> arguments = new ArrayList<>(List.of("run", "conf/digits-mlp.yaml", "--verbose"));
    arguments.addAll(List.of("--set", "output=" + directory.resolve(name)));
    arguments.addAll(Arrays.asList(more));
    Result result = SubmitScript.run(environment, arguments);
    assertEquals(0, result.exitCode(), result::stderr);
    return result;
  }

  /** Samples are partitioned, so that partial sums are shuffled through encrypted files. */
  @Test
  void encryptedRunsWriteTheSameBytesAndPrintNoSecret() throws IOException {
    run(Map.of(), "plain");
    Result result =
        run(
            Map.of("_SPARK_AUTH_SECRET", SECRET),
            "secure",
            "--properties-file",
            "submit/secure-cluster.conf",
            "--conf",
            "spark.authenticate.secret=" + SECRET,
            "--conf",
            "spark.driver.maxResultSize=100k");
    assertFalse((result.stdout() + result.stderr()).contains(SECRET));
    Path secure = directory.resolve("secure");
    try (Stream<Path> files = Files.walk(secure)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(content.contains(SECRET), file::toString);
      }
    }
    assertArrayEquals(
        Files.readAllBytes(directory.resolve("plain").resolve(TILES)),
        Files.readAllBytes(secure.resolve(TILES)));
  }
}
