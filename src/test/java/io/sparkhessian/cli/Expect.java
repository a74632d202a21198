package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cluster.SubmitScript.Result;

/** Assertions on the exit code and the output of commands. */
final class Expect {
  private Expect() {}

  /** Asserts exit code 0 and no standard error; returns standard output. */
  static String done(Result result) {
    assertEquals(0, result.exitCode(), result::toString);
    assertEquals("", result.stderr());
    return result.stdout();
  }

  /** Asserts exit code 0 and allows progress lines on standard error; returns standard output. */
  static String doneSlowly(Result result) {
    assertEquals(0, result.exitCode(), result::toString);
    return result.stdout();
  }

  /** Asserts the exit code and one line of standard error with the start and the parts. */
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
