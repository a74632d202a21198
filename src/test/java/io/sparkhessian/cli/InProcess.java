package io.sparkhessian.cli;

import io.sparkhessian.SparkTestSession;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.registry.Registry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs commands in this JVM and captures their output. */
public final class InProcess {
  private InProcess() {}

  /** Runs a command on the Spark session of the tests. */
  public static Result onSpark(String... arguments) {
    SparkTestSession.get();
    return run(arguments);
  }

  /** Runs a command with the quantities of a registry. */
  static Result onSpark(Registry registry, String... arguments) {
    SparkTestSession.get();
    return run(registry, arguments);
  }

  /** Runs a job with settings, the first one common to a test class. */
  static Result job(String job, Path output, String first, String... others) {
    List<String> arguments = new ArrayList<>(List.of("run", job, "--set", first));
    for (String setting : others) {
      arguments.addAll(List.of("--set", setting));
    }
    arguments.addAll(List.of("--set", "output=" + output));
    return onSpark(arguments.toArray(String[]::new));
  }

  /** Exports a result to a NumPy file. */
  static Result export(Path output, Path target) {
    return onSpark("export", output.toString(), "--format", "npy", "--to", target.toString());
  }

  /** Runs a command that starts its own Spark with a setting, as with {@code --conf}. */
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

  /** Runs a command that needs no Spark. */
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
