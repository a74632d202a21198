package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs {@code submit/spark-hessian}, or another command, in a separate process, as a user does. */
public final class SubmitScript {
  private static final long MINUTES = 10;

  /** Environment variables of the tests that must not reach the tested command. */
  private static final Set<String> FOREIGN =
      Set.of("SPARK_HOME", "SPARK_CONF_DIR", "SPARK_SUBMIT_OPTS", "MASTER", "JAVA_TOOL_OPTIONS");

  /** JIT options of started processes; only -Pfaults uses full optimization. */
  static final String COMPILER = System.getProperty("test.compiler", "-XX:+TieredCompilation");

  static {
    // The first start builds missing files and prints about it; the tests run later starts.
    Result first = execute(Path.of("").toAbsolutePath(), Map.of(), List.of(script() + "", "-V"));
    assertEquals(0, first.exitCode(), first::stderr);
  }

  private SubmitScript() {}

  /** Exit code and output of a command. */
  public record Result(int exitCode, String stdout, String stderr) {
    private static final Pattern PROGRESS =
        Pattern.compile("^[0-9,]+ of [0-9,]+ rows, .* left\\R", Pattern.MULTILINE);

    /** Removes progress lines, whose number depends on the speed of the machine. */
    public Result {
      stderr = PROGRESS.matcher(stderr).replaceAll("");
    }
  }

  /** Runs the script from the repository's root without a SPARK_HOME, on the embedded Spark. */
  public static Result runEmbedded(String... arguments) {
    return execute(Path.of("").toAbsolutePath(), Map.of(), embedded(List.of(arguments)));
  }

  /** Returns the command line for the embedded Spark. */
  static List<String> embedded(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(script().toString(), "--driver-java-options", COMPILER));
    command.addAll(arguments);
    return command;
  }

  /** Runs the script from the repository's root with {@code environment} added. */
  public static Result run(Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(script().toString()));
    command.addAll(arguments);
    return execute(Path.of("").toAbsolutePath(), environment, command);
  }

  /** Returns the absolute path of the script. */
  public static Path script() {
    return Path.of("submit", "spark-hessian").toAbsolutePath();
  }

  /** Runs any command in {@code directory}; kills a hanging command and fails the test. */
  public static Result execute(
      Path directory, Map<String, String> environment, List<String> command) {
    try {
      Path stdout = Files.createTempFile("stdout", ".txt");
      Path stderr = Files.createTempFile("stderr", ".txt");
      try {
        Process process =
            prepare(directory, environment, command)
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile())
                .start();
        int exitCode = exitCode(process, command, stderr);
        return new Result(exitCode, Files.readString(stdout), Files.readString(stderr));
      } finally {
        Files.delete(stdout);
        Files.delete(stderr);
      }
    } catch (IOException e) {
      throw new AssertionError("could not run " + command, e);
    }
  }

  /**
   * Returns a process with this JVM's Java, bound to loopback, without the user's Spark settings.
   */
  static ProcessBuilder prepare(
      Path directory, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeAll(FOREIGN);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().putAll(environment);
    return builder;
  }

  private static int exitCode(Process process, List<String> command, Path stderr)
      throws IOException {
    try {
      if (process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        return process.exitValue();
      }
      throw new AssertionError(
          command + " still runs after " + MINUTES + " minutes: " + Files.readString(stderr));
    } catch (InterruptedException e) {
      throw new AssertionError(command + " was interrupted", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
