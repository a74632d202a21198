package io.sparkhessian.distributed.tasks;

import io.sparkhessian.Failure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Spark job that ended because one task's executors died again and again, said in our words. */
final class LostExecutors {
  /** What Spark says of it: the task, how often, and the last reason. */
  private static final Pattern DIED =
      Pattern.compile(
          "Task (\\d+) in stage \\d+\\.(\\d+) failed (\\d+) times, .*?ExecutorLostFailure"
              + " \\(executor \\S+ exited caused by one of the running tasks\\) Reason: ([^\\r\\n]*)",
          Pattern.DOTALL);

  private LostExecutors() {}

  /**
   * The failure that names what the task was to compute; empty when it is another one.
   *
   * @param name of the stage
   * @param items of which Spark's tasks compute one each, or one each group of samples, by turns
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
    boolean again = !died.group(2).equals("0"); // then Spark counts only what it does again
    String what =
        again || items.isEmpty() ? "task " + task : items.get(task % items.size()).toString();
    return ("%s, %s: the process that computed it died %s times, at last with: %s; native code that"
            + " crashes ends like that, and a process that the system finds too large: run again"
            + " with --conf spark.hessian.blas=java or a larger --executor-memory; what is finished"
            + " is kept")
        .formatted(name, what, died.group(3), died.group(4).strip());
  }
}
