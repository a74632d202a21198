package io.sparkhessian.distributed.tasks;

import io.sparkhessian.Failure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Failure of a Spark job whose task lost its executor too often. */
final class LostExecutors {
  /** Spark's message: task, number of failures, last reason. */
  private static final Pattern DIED =
      Pattern.compile(
          "Task (\\d+) in stage \\d+\\.(\\d+) failed (\\d+) times, .*?ExecutorLostFailure"
              + " \\(executor \\S+ exited caused by one of the running tasks\\) Reason: ([^\\r\\n]*)",
          Pattern.DOTALL);

  private LostExecutors() {}

  /**
   * Returns a failure that names the item of the task; empty when the cause is another.
   *
   * @param name of the stage
   * @param items of the tasks; with groups of samples, task k computes item k mod items.size()
   */
  static Optional<Failure> in(String name, List<?> items, Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      Matcher died = DIED.matcher(String.valueOf(each.getMessage()));
      if (died.find()) {
        return Optional.of(Failure.lost(message(name, items, died)));
      }
    }
    return Optional.empty();
  }

  private static String message(String name, List<?> items, Matcher died) {
    int task = Integer.parseInt(died.group(1));
    boolean again =
        !died.group(2).equals("0"); // a retried stage numbers only the tasks that it repeats
    String what =
        again || items.isEmpty() ? "task " + task : items.get(task % items.size()).toString();
    return ("%s, %s: the executor died %s times, last with: %s; possible causes are a crash in native"
            + " code and too little memory: run again with --conf spark.hessian.blas=java or a larger"
            + " --executor-memory; finished tasks are kept")
        .formatted(name, what, died.group(3), died.group(4).strip());
  }
}
