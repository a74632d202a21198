package io.sparkhessian.distributed.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.distributed.plan.BlockTask;
import java.util.List;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class LostExecutorsTest {
  private static final List<BlockTask> ITEMS =
      List.of(new BlockTask(0, 0, 0, 20, 1), new BlockTask(0, 1, 3, 20, 40, 1, 0));

  private static SparkException died(int task) {
    return new SparkException(
        ("Job aborted due to stage failure: Task %d in stage 4.0 failed 4 times, most recent failure:"
                + " Lost task %d.3 in stage 4.0 (TID 10) (127.0.0.1 executor 3): ExecutorLostFailure"
                + " (executor 3 exited caused by one of the running tasks) Reason: Command exited with"
                + " code 134\nDriver stacktrace:")
            .formatted(task, task));
  }

  @Test
  void theBlockThatKillsExecutorsIsNamed() {
    Failure failure =
        LostExecutors.in("Hessian rows", ITEMS, new RuntimeException(died(1))).orElseThrow();
    assertEquals(Failure.Kind.LOST, failure.kind());
    assertTrue(
        failure
            .getMessage()
            .startsWith(
                "Hessian rows, rows 20 to 39, tile columns from 3: the executor died 4 times, last"
                    + " with: Command exited with code 134; "),
        failure::getMessage);
  }

  /** Tasks of a shuffle iterate over the items within each group of samples. */
  @Test
  void tasksOfAGroupNameTheirItems() {
    Failure failure = LostExecutors.in("Hessian rows", ITEMS, died(6)).orElseThrow();
    assertTrue(failure.getMessage().contains("rows 0 to 19: "), failure::getMessage);
  }

  @Test
  void otherFailuresAreLeftAlone() {
    Throwable other = new SparkException("Job aborted due to stage failure: Task 1 threw");
    assertTrue(LostExecutors.in("Hessian rows", ITEMS, other).isEmpty());
  }
}
