package io.sparkhessian.quantity.check;

import java.io.IOException;
import java.util.Random;

/** The check of a stored result. */
public interface Check {
  /** Checks {@code count} random samples of the result, and everything that is cheap to check. */
  Findings run(VerificationTasks tasks, int count, Random random) throws IOException;
}
