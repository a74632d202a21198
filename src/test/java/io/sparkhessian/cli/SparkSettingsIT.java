package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.ResultBytes;
import io.sparkhessian.SparkTestSession;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.examples.Rosenbrock;
import io.sparkhessian.io.output.ReportFile;
import io.sparkhessian.spark.Hessians;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of a user's Spark that affect the commands. */
class SparkSettingsIT {
  private static final String KRYO = "org.apache.spark.serializer.KryoSerializer";

  private static final String DRIVER_RESULTS = "spark.driver.maxResultSize";

  @TempDir Path directory;

  @Test
  void relativeDataIsLocalWhateverTheDefaultFileSystemIs() {
    Result result =
        InProcess.withSetting(
            "spark.hadoop.fs.defaultFS",
            "hdfs://127.0.0.1:9",
            run("conf/iris-mlp.yaml", "data.path=data/ir*/iris.csv"));
    Expect.done(result);
  }

  @Test
  void hadoopsSettingsReachCommandsBeforeSparkStarts() {
    for (String[] command : new String[][] {{"verify", "/none"}, {"run", "/none"}}) {
      Result result = InProcess.withSetting("spark.hadoop.fs.defaultFS", "nowhere://x", command);
      Expect.error(2, result, "/none: the class path has no file system for 'nowhere:'");
    }
  }

  @Test
  void kryoIsNotUsed() {
    Result result =
        InProcess.withSetting("spark.serializer", KRYO, run("conf/iris-mlp.yaml", "tile=40"));
    assertEquals(0, result.exitCode(), result::toString);
    assertEquals(
        "warning: ignoring spark.serializer="
            + KRYO
            + "; using org.apache.spark.serializer.JavaSerializer\n",
        result.stderr());
  }

  @Test
  void dataAboveTheResultLimitArePartitionedWithTheSameBytes() throws IOException {
    Map<String, String> broadcast = bytes("1g");
    Map<String, String> spread = bytes("10k");
    assertEquals(broadcast, spread);
  }

  /** Returns the files of a run under a result limit, except its manifest. */
  private Map<String, String> bytes(String resultLimit) throws IOException {
    Path out = directory.resolve(resultLimit);
    Result result =
        InProcess.withSetting(
            DRIVER_RESULTS,
            resultLimit,
            "run",
            "conf/breast-cancer-logistic.yaml",
            "--set",
            "tile=8",
            "--set",
            "output=" + out);
    Expect.done(result);
    assertTrue(Files.exists(out.resolve(ReportFile.NAME)));
    String placed = Files.readString(out.resolve("manifest.json"));
    assertTrue(placed.contains(resultLimit.equals("1g") ? "\"broadcast\"" : "\"spread\""), placed);
    return ResultBytes.of(out);
  }

  @Test
  void anInvalidSettingOfSparkIsNamed() {
    Result result =
        InProcess.withSetting("spark.task.cpus", "abc", run("conf/rosenbrock.yaml", "l2=0"));
    Expect.error(2, result, "Spark cannot start: ", "spark.task.cpus", "'abc'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark.hessian.bals", "spark.hesian.blas", "spark.Hessian.kernels"})
  void aMisspelledSettingIsNamed(String key) {
    Result result = InProcess.withSetting(key, "java", run("conf/rosenbrock.yaml", "l2=0"));
    Expect.error(
        2, result, "--conf " + key + ": unknown setting; did you mean 'spark.hessian.blas'?");
  }

  @Test
  void aMissingJarIsNamed() {
    Path jar = directory.resolve("none.jar");
    for (String given : new String[] {jar.toString(), jar.toUri().toString()}) {
      Result result =
          InProcess.withSetting("spark.jars", given, run("conf/rosenbrock.yaml", "l2=0"));
      Expect.error(2, result, "--jars " + jar + ": no such file");
    }
  }

  @Test
  void theLibraryRefusesKryo() {
    SparkTestSession.stop();
    System.setProperty("spark.serializer", KRYO);
    SparkSession spark = SparkTestSession.get();
    try {
      Hessians rosenbrock = Hessians.of(new Rosenbrock(Map.of()), new double[2]);
      Failure failure = assertThrows(Failure.class, () -> rosenbrock.full(spark));
      assertTrue(failure.getMessage().startsWith("spark.serializer is " + KRYO), failure::toString);
    } finally {
      System.clearProperty("spark.serializer");
      spark.stop();
    }
  }

  private String[] run(String job, String setting) {
    String output = "output=file:" + directory.resolve("out");
    return new String[] {"run", job, "--set", setting, "--set", output};
  }
}
