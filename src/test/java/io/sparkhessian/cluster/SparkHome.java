package io.sparkhessian.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A SPARK_HOME made of the Spark jars that Maven resolved, without a Spark download. */
final class SparkHome {
  private static final String SPARK_CLASS =
      """
      #!/usr/bin/env bash
      # Asks Spark's launcher for the command line of a class (one line, then NUL-separated words) and becomes it.
      set -e
      SPARK_HOME=$(cd "$(dirname "$0")/.." && pwd)
      export SPARK_HOME SPARK_SCALA_VERSION=2.13
      command=()
      while IFS= read -r -d '' word; do
        command+=("$word")
      done < <("$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@" | tail -n +2)
      exec "${command[@]}"
      """;

  private static final String SPARK_SUBMIT =
      """
      #!/usr/bin/env bash
      exec "$(dirname "$0")/spark-class" org.apache.spark.deploy.SparkSubmit "$@"
      """;

  private SparkHome() {}

  /**
   * What lets drivers and executors start fast: Spark's jars in the order of {@code
   * target/spark.classpath}, whose classes the start script has stored in {@code target/spark.jsa}.
   */
  static Map<String, String> settings() {
    return Map.of(
        "spark.driver.extraClassPath", classPath(),
        "spark.driver.extraJavaOptions", String.join(" ", fastStart()),
        "spark.executor.extraClassPath", classPath(),
        "spark.executor.extraJavaOptions", String.join(" ", fastStart()));
  }

  /** Options of a JVM that has Spark's jars first in its class path. */
  static List<String> fastStart() {
    Path archive = applicationJar().resolveSibling("spark.jsa");
    return List.of(SubmitScript.COMPILER, "-XX:SharedArchiveFile=" + archive, "-Xlog:disable");
  }

  /** The jars of Spark that Maven resolved. */
  static String classPath() {
    try {
      return Files.readString(applicationJar().resolveSibling("spark.classpath")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Fills the empty {@code directory} with jars/ and bin/ from the application's build directory.
   */
  static Path create(Path directory) {
    try {
      Path jars = Files.createDirectories(directory.resolve("jars"));
      for (String jar : classPath().split(File.pathSeparator, -1)) {
        Path target = Path.of(jar);
        Files.createSymbolicLink(jars.resolve(target.getFileName()), target);
      }
      Path defaults = Files.createDirectories(directory.resolve("conf"));
      Files.write(
          defaults.resolve("spark-defaults.conf"),
          settings().entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
      Path bin = Files.createDirectories(directory.resolve("bin"));
      executable(bin.resolve("spark-class"), SPARK_CLASS);
      executable(bin.resolve("spark-submit"), SPARK_SUBMIT);
      return directory;
    } catch (IOException e) {
      throw new AssertionError("could not make a SPARK_HOME in " + directory, e);
    }
  }

  static Path applicationJar() {
    String jar = System.getProperty("application.jar");
    if (jar == null) {
      throw new AssertionError("system property application.jar is not set: run with failsafe");
    }
    return Path.of(jar);
  }

  private static void executable(Path script, String text) throws IOException {
    Files.writeString(script, text);
    if (!script.toFile().setExecutable(true)) {
      throw new IOException(script + " could not be made executable");
    }
  }
}
