package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cli.InProcess;
import io.sparkhessian.cluster.SubmitScript.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documented settings for clusters that other users can reach. */
class SecureSettingsIT {
  private static final String SECRET = "correct-horse-battery-staple";
  private static final String JOB = "conf/breast-cancer-logistic.yaml";
  private static final String TILES = "hessian/block-row-00000.parquet";

  @TempDir Path directory;

  private List<String> run(String name) {
    return List.of("run", JOB, "--verbose", "--set", "output=" + directory.resolve(name));
  }

  /** Samples are partitioned, so that partial sums are shuffled through encrypted files. */
  @Test
  void encryptedRunsGiveTheSameBytesAndSayNoSecret() throws IOException {
    Result plain = InProcess.onSpark(run("plain").toArray(String[]::new));
    assertEquals(0, plain.exitCode(), plain::stderr);
    List<String> settings =
        List.of(
            "--properties-file",
            "submit/secure-cluster.conf",
            "--conf",
            "spark.authenticate.secret=" + SECRET,
            "--conf",
            "spark.driver.maxResultSize=10k");
    Result result =
        SubmitScript.run(
            Map.of("_SPARK_AUTH_SECRET", SECRET),
            Stream.concat(run("secure").stream(), settings.stream()).toList());
    assertEquals(0, result.exitCode(), result::stderr);
    assertFalse((result.stdout() + result.stderr()).contains(SECRET));
    Path secure = directory.resolve("secure");
    String manifest = Files.readString(secure.resolve("manifest.json"));
    assertTrue(manifest.contains("\"spread\""), manifest);
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
