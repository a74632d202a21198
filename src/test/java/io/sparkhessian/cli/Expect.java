package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cluster.SubmitScript.Result;

/** What every command promises of its exit code and its output. */
final class Expect {
  private Expect() {}

  /** Exit code 0, nothing on standard error; gives what stands on standard output. */
  static String done(Result result) {
    assertEquals(0, result.exitCode(), result::toString);
    assertEquals("", result.stderr());
    return result.stdout();
  }

  /** Exit code 0, where a slow machine has lines of progress; gives what stands on output. */
  static String doneSlowly(Result result) {
    assertEquals(0, result.exitCode(), result::toString);
    return result.stdout();
  }

  /** This exit code, and one line on standard error that starts so and contains the rest. */
  static void error(int exitCode, Result result, String start, String... parts) {
    assertEquals(exitCode, result.exitCode(), result::toString);
    String message = result.stderr();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.startsWith("error: " + start), message);
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }
}
