package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that becomes full at a random moment: the run fails with one line about the disk, and the
 * next run, with space, resumes and writes the bytes of a run without faults.
 *
 * <p>Filling a real disk needs a file system of its own and the right to mount it. The test lowers
 * the limit on file sizes of the running process to zero instead: no block row, export, mark or
 * heartbeat can then grow. The error is "File too large" instead of "No space left on device".
 */
class FullDiskIT {
  private static final long SEED = 47;
  private static final int ROUNDS = Integer.getInteger("faults.rounds", 1);
  private static final long POLL_MILLISECONDS = 5;

  @TempDir static Path directory;
  private static TiledJob job;

  @BeforeAll
  static void runWithoutAnAccident() throws IOException {
    System.out.println("seed " + SEED);
    job = TiledJob.in(directory);
    job.runHere("clean");
  }

  /** Runs the job, fills the disk after some block rows, and returns the printed text. */
  private static String runOutOfRoom(String name, int rows) throws Exception {
    return runOutOfRoom(
        job.command(name), () -> job.isStarted(name) && job.rows(name).size() >= rows);
  }

  /** Runs a command, fills the disk at a given moment, and returns the printed text. */
  private static String runOutOfRoom(List<String> command, Callable<Boolean> moment)
      throws Exception {
    Process run =
        SubmitScript.prepare(Path.of("").toAbsolutePath(), Map.of(), command)
            .redirectErrorStream(true)
            .start(); // the limit does not apply to the pipe of its output
    CompletableFuture<String> output =
        CompletableFuture.supplyAsync(
            () ->
                run.inputReader(StandardCharsets.UTF_8).lines().reduce("", (a, b) -> a + b + "\n"));
    while (!run.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
      if (moment.call()) {
        fillDisk(run);
        break;
      }
    }
    assertEquals(1, run.waitFor(), output::join);
    return output.join();
  }

  private static void fillDisk(Process run) throws Exception {
    List<String> command = List.of("prlimit", "--pid", Long.toString(run.pid()), "--fsize=0");
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), command::toString);
  }

  /** Partitioned data are stored and shuffled by Spark before the result is started. */
  @Test
  void aFullDiskOfSparkIsNamed() throws Exception {
    Path scratch = Files.createDirectory(directory.resolve("scratch"));
    List<String> command = job.command("spread");
    command.addAll(
        List.of(
            "--conf", "spark.driver.maxResultSize=100k", "--conf", "spark.local.dir=" + scratch));
    String printed = runOutOfRoom(command, () -> holdsBlocks(scratch));
    assertEquals(
        "error: spark.local.dir "
            + scratch
            + ": cannot be written (File too large); make room there, or set spark.local.dir (on"
            + " workers SPARK_LOCAL_DIRS) to a larger disk, then run again\n",
        printed);
  }

  /** Whether Spark has stored samples. */
  private static boolean holdsBlocks(Path scratch) throws IOException {
    try (Stream<Path> files = Files.walk(scratch)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith("rdd_"));
    } catch (UncheckedIOException e) {
      return false; // a listed file has vanished
    }
  }

  @Test
  void aRunFailsWithOneLineAndAnotherResumes() throws Exception {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      String name = "full-" + round;
      try (ResultWatch watch = new ResultWatch(job, name)) {
        int rows = random.nextInt(TiledJob.ROWS + 1);
        String printed = runOutOfRoom(name, rows);
        List<String> errors = printed.lines().filter(line -> !line.contains(" rows/s")).toList();
        assertEquals(1, errors.size(), printed);
        assertTrue(errors.get(0).startsWith("error: "), printed);
        assertTrue(errors.get(0).contains(job.output(name).toString()), printed);
        assertTrue(
            errors
                .get(0)
                .endsWith("cannot be written (File too large); make room there, then run again"),
            printed);
        assertFalse(job.isFinished(name));
        int kept = job.rows(name).size();
        assertTrue(kept >= rows, kept + " rows are left of " + rows);
        job.run(name);
        job.assertSame("clean", name);
        System.out.printf("%s: %d rows kept; %s%n", name, kept, watch);
      }
      job.delete(name);
    }
  }
}
