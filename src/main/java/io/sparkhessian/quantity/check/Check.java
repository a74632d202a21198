package io.sparkhessian.quantity.check;

import java.io.IOException;
import java.util.Random;

/** The check of one kind of result. */
public interface Check {
  /** Looks at {@code count} random parts and whatever else can be checked. */
  Findings run(CheckingTasks tasks, int count, Random random) throws IOException;
}
