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

/**
 * Runs {@code submit/spark-hessian}, or another command, as a user would: as a process of its own.
 */
public final class SubmitScript {
  private static final long MINUTES = 10;

  /** Whatever these say in the environment of the tests must not reach a command under test. */
  private static final Set<String> FOREIGN =
      Set.of("SPARK_HOME", "SPARK_CONF_DIR", "SPARK_SUBMIT_OPTS", "MASTER", "JAVA_TOOL_OPTIONS");

  /** How far what a test starts is optimised while it runs: -Pfaults alone goes all the way. */
  static final String COMPILER = System.getProperty("test.compiler", "-XX:+TieredCompilation");

  static {
    // The first start builds what is missing, and says so; tests see those after it.
    Result first = execute(Path.of("").toAbsolutePath(), Map.of(), List.of(script() + "", "-V"));
    assertEquals(0, first.exitCode(), first::stderr);
  }

  private SubmitScript() {}

  /** What a command left behind: its exit code, and all that it printed. */
  public record Result(int exitCode, String stdout, String stderr) {
    private static final Pattern PROGRESS =
        Pattern.compile("^[0-9,]+ of [0-9,]+ rows, .* left\\R", Pattern.MULTILINE);

    /** Leaves out the lines of progress, of which a slow machine sees more. */
    public Result {
      stderr = PROGRESS.matcher(stderr).replaceAll("");
    }
  }

  /** Runs the script from the repository's root without a SPARK_HOME, on the embedded Spark. */
  public static Result runEmbedded(String... arguments) {
    return execute(Path.of("").toAbsolutePath(), Map.of(), embedded(List.of(arguments)));
  }

  /** The line of words that does so. */
  static List<String> embedded(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(script().toString(), "--driver-java-options", COMPILER));
    command.addAll(arguments);
    return command;
  }

  /**
   * Runs the script from the repository's root with {@code environment} added to the test's own.
   */
  public static Result run(Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(script().toString()));
    command.addAll(arguments);
    return execute(Path.of("").toAbsolutePath(), environment, command);
  }

  /** Where the script is, absolute. */
  public static Path script() {
    return Path.of("submit", "spark-hessian").toAbsolutePath();
  }

  /** Runs any command in {@code directory}; a command that hangs is killed and fails the test. */
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
   * A process with this JVM's Java, bound to loopback, and with no settings of the user's Spark.
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
