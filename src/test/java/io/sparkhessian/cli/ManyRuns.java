package io.sparkhessian.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** An application that runs the command lines of a file in sequence in one Spark session. */
public final class ManyRuns {
  private ManyRuns() {}

  /** Runs the file in the first argument; exits with the code of the first failing command. */
  public static void main(String[] arguments) throws IOException {
    SparkSession spark = SparkSession.builder().appName("many runs").getOrCreate();
    int exitCode = 0;
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      exitCode = exitCode == 0 ? Main.execute(line.split(" ", -1)) : exitCode;
    }
    spark.stop();
    System.exit(exitCode);
  }
}
