package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.cluster.SubmitScript.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmitScriptIT {
  private static final String WANTED = ": install a JDK 17 or newer, or set JAVA_HOME to one\n";

  @TempDir Path directory;

  @Test
  void aSparkFlagWithoutItsValueIsAnError() {
    assertError("--master needs a value\n", SubmitScript.runEmbedded("run", "--master"));
    assertError("--conf needs a value\n", SubmitScript.runEmbedded("--conf=", "run", "job.yaml"));
  }

  @Test
  void aSettingWithoutAKeyIsAnError() {
    assertError(
        "--conf spark.cores is not a setting: give key=value\n",
        SubmitScript.runEmbedded("run", "job.yaml", "--conf", "spark.cores"));
    assertError(
        "--conf hessian.blas=java: keys must start with 'spark.': correct the key\n",
        SubmitScript.runEmbedded("run", "job.yaml", "--conf", "hessian.blas=java"));
  }

  @Test
  void anInvalidSizeIsAnError() {
    assertError(
        "--driver-memory 4x is not a size: give a size such as 4g or 512m\n",
        SubmitScript.runEmbedded("run", "job.yaml", "--driver-memory=4x"));
    assertError(
        "spark.driver.memory much is not a size: give a size such as 4g or 512m\n",
        SubmitScript.runEmbedded("-c", "spark.driver.memory=much", "run", "job.yaml"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4096", "4GB", "4g", "512m", "2048MB", "4294967296b"})
  void sizesOfSparkAreAccepted(String size) {
    Result result =
        SubmitScript.run(
            Map.of("SPARK_HOME", directory.toString()),
            List.of("run", "job.yaml", "--driver-memory", size, "--executor-memory", size));
    assertEquals(true, result.stderr().startsWith("error: SPARK_HOME="), result::stderr);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "local[0]", "local[x]", "spark://", "http://host"})
  void anInvalidMasterIsAnError(String master) {
    String message =
        "--master "
            + master
            + " is not a master: give local[*], spark://host:7077, k8s://https://host or yarn\n";
    assertError(message, SubmitScript.runEmbedded("run", "job.yaml", "--master", master));
    assertError(
        message, SubmitScript.runEmbedded("run", "job.yaml", "--conf", "spark.master=" + master));
    assertError(message, SubmitScript.run(Map.of("MASTER", master), List.of("run", "job.yaml")));
  }

  @Test
  void invalidExecutorSettingsAreErrors() {
    assertError(
        "spark.executor.memory abc is not a size: give a size such as 4g or 512m\n",
        SubmitScript.runEmbedded("run", "job.yaml", "--conf", "spark.executor.memory=abc"));
    assertError(
        "--executor-cores two is not a number: give 1 or more\n",
        SubmitScript.runEmbedded("run", "job.yaml", "--executor-cores", "two"));
  }

  @Test
  void clusterModeIsRefused() {
    assertError(
        "--deploy-mode cluster: only client mode is supported: leave it out\n",
        SubmitScript.runEmbedded("run", "job.yaml", "--deploy-mode", "cluster"));
  }

  @Test
  void aSparkHomeWithoutSparkIsAnError() {
    assertError(
        "SPARK_HOME="
            + directory
            + " has no bin/spark-submit: set it to a Spark 4 directory, or unset it\n",
        SubmitScript.run(Map.of("SPARK_HOME", directory.toString()), List.of("run", "job.yaml")));
  }

  @Test
  void aMissingOrOldJavaIsAnError() throws IOException {
    Map<String, String> environment = Map.of("JAVA_HOME", directory.toString());
    assertError("no java in " + directory + WANTED, SubmitScript.run(environment, List.of()));

    Path java = Files.createDirectories(directory.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
    assertEquals(true, java.toFile().setExecutable(true));
    assertError(java + " is Java 11" + WANTED, SubmitScript.run(environment, List.of()));
  }

  @Test
  void worksThroughASymbolicLinkAndWithoutSources() throws IOException {
    Path copy =
        Files.createDirectories(directory.resolve("a copy/submit")).resolve("spark-hessian");
    Files.copy(SubmitScript.script(), copy);
    Path link = Files.createSymbolicLink(directory.resolve("link"), copy);

    assertError(
        "no application jar in "
            + directory.toRealPath().resolve("a copy/target")
            + ": build it in a checkout and copy it there\n",
        SubmitScript.execute(directory, Map.of(), List.of(link.toString(), "run", "job.yaml")));
  }

  private static void assertError(String message, Result result) {
    assertEquals(new Result(2, "", "error: " + message), result);
  }
}
