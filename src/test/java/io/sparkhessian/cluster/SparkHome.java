package io.sparkhessian.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

  private static final String DEFAULTS =
      """
      spark.driver.extraJavaOptions COMPILER
      spark.executor.extraJavaOptions COMPILER
      """
          .replace("COMPILER", SubmitScript.COMPILER);

  private SparkHome() {}

  /**
   * Fills the empty {@code directory} with jars/ and bin/ from the application's build directory.
   */
  static Path create(Path directory) {
    try {
      Path jars = Files.createDirectories(directory.resolve("jars"));
      Path classPath = applicationJar().resolveSibling("spark.classpath");
      for (String jar : Files.readString(classPath).strip().split(File.pathSeparator, -1)) {
        Path target = Path.of(jar);
        Files.createSymbolicLink(jars.resolve(target.getFileName()), target);
      }
      Path defaults = Files.createDirectories(directory.resolve("conf"));
      Files.writeString(defaults.resolve("spark-defaults.conf"), DEFAULTS);
      Path bin = Files.createDirectories(directory.resolve("bin"));
      executable(bin.resolve("spark-class"), SPARK_CLASS);
      executable(bin.resolve("spark-submit"), SPARK_SUBMIT);
      return directory;
    } catch (IOException e) {
      throw new AssertionError("could not make a SPARK_HOME in " + directory, e);
    }
  }

  private static Path applicationJar() {
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
