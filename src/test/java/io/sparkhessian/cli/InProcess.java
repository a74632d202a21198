package io.sparkhessian.cli;

import io.sparkhessian.SparkTestSession;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.registry.Registry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs commands in this JVM, with what they print kept. */
public final class InProcess {
  private InProcess() {}

  /** Runs a command on the Spark session of the tests. */
  public static Result onSpark(String... arguments) {
    SparkTestSession.get();
    return run(arguments);
  }

  /** The same with the quantities of a registry. */
  static Result onSpark(Registry registry, String... arguments) {
    SparkTestSession.get();
    return run(registry, arguments);
  }

  /** Runs a command on a Spark that it starts itself, with a setting as {@code --conf} gives it. */
  static Result withSetting(String key, String value, String... arguments) {
    SparkTestSession.stop();
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty(key, value);
    try {
      return run(arguments);
    } finally {
      System.clearProperty("spark.ui.enabled");
      System.clearProperty(key);
    }
  }

  /** Runs a command that ends before it needs Spark. */
  static Result run(String... arguments) {
    return run(Registry.STANDARD, arguments);
  }

  private static Result run(Registry registry, String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    System.setOut(new PrintStream(stdout, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(stderr, true, StandardCharsets.UTF_8));
    int exitCode;
    try {
      exitCode = Main.execute(registry, arguments);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return new Result(
        exitCode, stdout.toString(StandardCharsets.UTF_8), stderr.toString(StandardCharsets.UTF_8));
  }
}
