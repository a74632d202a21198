package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cluster.SubmitScript.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An executor of a standalone cluster is killed at a moment that a seed chooses: the job ends well,
 * with the bytes of a run without an accident. {@code -Pfaults} has more rounds.
 */
class KilledExecutorIT {
  private static final long SEED = 43;
  private static final int ROUNDS = Integer.getInteger("faults.rounds", 1);
  private static final long POLL_MILLISECONDS = 5;

  @TempDir Path directory;

  /** Waits until so many rows are there; false when the run ended before. */
  private static boolean await(CompletableFuture<Result> run, TiledJob job, String name, int rows)
      throws Exception {
    while (!job.isStarted(name) || job.rows(name).size() < rows) {
      try {
        run.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
        return false;
      } catch (TimeoutException ignored) {
        // it runs still
      }
    }
    return true;
  }

  @Test
  void theBytesAreThoseOfARunWithoutAnAccident() throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    TiledJob job = new TiledJob(directory);
    job.run("clean");
    try (StandaloneCluster cluster = StandaloneCluster.start(directory.resolve("cluster"))) {
      for (int round = 0; round < ROUNDS; round++) {
        String name = "killed-" + round;
        CompletableFuture<Result> run =
            CompletableFuture.supplyAsync(
                () -> cluster.submit(cluster.master(), Map.of(), job.arguments(name)));
        boolean runs = await(run, job, name, random.nextInt(TiledJob.ROWS - 4));
        List<ProcessHandle> executors = cluster.executors().toList();
        boolean killed =
            runs
                && !executors.isEmpty()
                && executors.get(random.nextInt(executors.size())).destroyForcibly();
        Result result = run.get();
        assertTrue(killed, "no executor was there to be killed");
        assertEquals(0, result.exitCode(), result::stderr);
        job.assertSame("clean", name);
      }
    }
  }
}
