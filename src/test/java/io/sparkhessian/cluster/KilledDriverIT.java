package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A driver that is killed again and again, at moments that a seed chooses: what was finished is
 * kept, nothing half is readable, and the bytes are those of a run without an accident. {@code
 * -Pfaults} has more rounds.
 */
class KilledDriverIT {
  private static final long SEED = 41;
  private static final int ROUNDS = Integer.getInteger("faults.rounds", 1);
  private static final int KILLS = 3;
  private static final long POLL_MILLISECONDS = 5;

  @TempDir Path directory;
  private TiledJob job;

  @BeforeEach
  void name() {
    job = new TiledJob(directory);
  }

  /** Kills a run once this many block rows are there; false when it ended before. */
  private boolean kill(String name, int atRows) throws Exception {
    List<String> command = new ArrayList<>(List.of(SubmitScript.script().toString()));
    command.addAll(job.arguments(name));
    Process run =
        SubmitScript.prepare(Path.of("").toAbsolutePath(), Map.of(), command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log.txt").toFile())
            .start();
    while (!run.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
      if (job.isStarted(name) && job.rows(name).size() >= atRows) {
        run.destroyForcibly().waitFor();
        return true;
      }
    }
    return false;
  }

  private static void assertKept(Map<String, FileTime> durable, Map<String, FileTime> now) {
    durable.forEach((row, time) -> assertEquals(time, now.get(row), row + " was computed twice"));
  }

  @Test
  void theBytesAreThoseOfARunWithoutAnAccident() throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    job.run("clean");
    for (int round = 0; round < ROUNDS; round++) {
      String name = "killed-" + round;
      Map<String, FileTime> durable = new TreeMap<>();
      boolean broken = true;
      for (int kill = 0; kill < KILLS && broken; kill++) {
        int left = TiledJob.ROWS - durable.size();
        boolean killed = kill(name, durable.size() + random.nextInt(left + 1));
        assertKept(durable, job.rows(name));
        durable = job.rows(name);
        broken = killed && !Files.exists(job.output(name).resolve("manifest.json"));
      }
      job.run(name);
      assertEquals(TiledJob.ROWS, job.rows(name).size());
      assertKept(durable, job.rows(name));
      job.assertSame("clean", name);
    }
  }
}
