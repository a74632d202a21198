package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A driver that is killed repeatedly at random moments: finished block rows are kept, no partial
 * result is readable, and the bytes equal those of a run without faults. {@code -Pfaults} runs more
 * rounds.
 */
class KilledDriverIT {
  private static final long SEED = 41;
  private static final int ROUNDS = Integer.getInteger("faults.rounds", 1);
  private static final int KILLS = ROUNDS > 1 ? 3 : 1;
  private static final long POLL_MILLISECONDS = 5;

  @TempDir static Path directory;
  private static TiledJob job;

  private final Random random = new Random(SEED);

  /** The condition after which a run is killed. */
  @FunctionalInterface
  private interface Moment {
    boolean hasCome() throws IOException;
  }

  @BeforeAll
  static void runWithoutAnAccident() throws IOException {
    System.out.println("seed " + SEED);
    job = TiledJob.in(directory);
    job.runHere("clean");
  }

  /** Kills a run some time after a condition holds; returns false if the run ended first. */
  private static boolean kill(String name, Moment moment, int milliseconds) throws Exception {
    File log = directory.resolve("log.txt").toFile();
    Process run =
        SubmitScript.prepare(Path.of("").toAbsolutePath(), Map.of(), job.command(name))
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    while (!run.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
      if (moment.hasCome() && !run.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
        run.destroyForcibly().waitFor();
        return true;
      }
    }
    assertEquals(0, run.exitValue(), Files.readString(log.toPath()));
    return false;
  }

  /** Resumes the killed run to its end, compares the bytes, and logs the outcome. */
  private static void finish(String name, int kills, ResultWatch watch) throws IOException {
    int kept = job.rows(name).size();
    job.run(name);
    assertEquals(TiledJob.ROWS, job.rows(name).size());
    job.assertSame("clean", name);
    System.out.printf(
        "%s: %d kills, %d rows there before the last run; %s%n", name, kills, kept, watch);
  }

  @Test
  void whileItComputes() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String name = "killed-" + round;
      int kills = 0;
      try (ResultWatch watch = new ResultWatch(job, name)) {
        while (kills < KILLS && !job.isFinished(name)) {
          int there = job.rows(name).size();
          int rows = there + random.nextInt(TiledJob.ROWS - there + 1);
          Moment moment = () -> job.isStarted(name) && job.rows(name).size() >= rows;
          kill(name, moment, random.nextInt(50));
          kills++;
        }
        finish(name, kills, watch);
      }
      job.delete(name);
    }
  }

  @Test
  void whileItCommits() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String name = "committed-" + round;
      int kills = 0;
      try (ResultWatch watch = new ResultWatch(job, name)) {
        List<Moment> moments =
            List.of(
                () -> job.rows(name).size() == TiledJob.ROWS,
                () -> Files.exists(job.output(name).resolve("hessian.npy")),
                () -> job.isFinished(name));
        int first = ROUNDS > 1 ? 0 : random.nextInt(moments.size());
        for (Moment moment : moments.subList(first, Math.min(moments.size(), first + KILLS))) {
          kills += kill(name, moment, random.nextInt(50)) ? 1 : 0;
        }
        finish(name, kills, watch);
      }
      job.delete(name);
    }
  }
}
