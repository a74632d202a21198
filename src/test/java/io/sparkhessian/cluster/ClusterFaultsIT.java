package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cluster.SubmitScript.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults of a standalone cluster at random moments: the job succeeds with the bytes of a run
 * without faults, no durable row is computed again, and no partial result is ever readable. {@code
 * -Pfaults} runs more rounds, and the tests tagged as long.
 */
class ClusterFaultsIT {
  private static final long SEED = 43;
  private static final int ROUNDS = Integer.getInteger("faults.rounds", 1);
  private static final String ROWS = "Hessian rows";

  /** Data above this limit are partitioned over the executors, and partial rows are shuffled. */
  private static final Map<String, String> SPREAD = Map.of("spark.driver.maxResultSize", "100k");

  private static final Map<String, String> SPECULATION =
      Map.of(
          "spark.speculation", "true",
          "spark.speculation.interval", "100ms",
          "spark.speculation.multiplier", "1.1",
          "spark.speculation.quantile", "0.1",
          "spark.speculation.minTaskRuntime", "0ms");

  @TempDir static Path directory;
  private static TiledJob job;
  private static StandaloneCluster cluster;

  private final Random random = new Random(SEED);

  /** A fault injected into a running job; returns a description for the log. */
  @FunctionalInterface
  private interface Fault {
    String inject(ClusterRun run) throws Exception;
  }

  @BeforeAll
  static void start() throws IOException {
    System.out.println("seed " + SEED);
    job = TiledJob.in(directory);
    job.runHere("clean");
    cluster = StandaloneCluster.start(directory.resolve("cluster"));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private void rounds(String what, Map<String, String> conf, Fault fault) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      round(what + "-" + round, conf, fault);
    }
  }

  private void round(String name, Map<String, String> conf, Fault fault) throws Exception {
    String outcome;
    try (ClusterRun run = new ClusterRun(cluster, job, name, conf)) {
      outcome = fault.inject(run);
      run.end();
      outcome += "; " + retries(run);
    }
    job.assertSame("clean", name);
    System.out.println(name + ": " + outcome);
    job.delete(name);
  }

  /** Returns the number of retried tasks of the stage that writes rows. */
  private static String retries(ClusterRun run) throws IOException {
    List<TaskEvent> rows = rowStage(run.events());
    long starts = rows.stream().filter(TaskEvent::isStart).count();
    return "%d of %d row tasks started again".formatted(starts - TiledJob.ROWS, TiledJob.ROWS);
  }

  /** Returns the events of the stage that writes rows: with a shuffle, the second of two. */
  private static List<TaskEvent> rowStage(List<TaskEvent> events) {
    List<TaskEvent> rows = events.stream().filter(event -> event.name().equals(ROWS)).toList();
    int last = rows.stream().mapToInt(TaskEvent::stage).max().orElse(-1);
    return rows.stream().filter(event -> event.stage() == last).toList();
  }

  private static ProcessHandle executor(Optional<TaskEvent> task) {
    TaskEvent running = task.orElseThrow(() -> new AssertionError("the run ended too early"));
    return cluster
        .executor(running.executor())
        .orElseThrow(() -> new AssertionError("no executor " + running.executor()));
  }

  private String killInEveryStage(ClusterRun run) throws Exception {
    Set<String> stages = new HashSet<>();
    int kills = 0;
    for (Optional<TaskEvent> task = run.nextStage(random);
        task.isPresent();
        task = run.nextStage(random)) {
      Optional<ProcessHandle> executor = cluster.executor(task.get().executor());
      if (executor.isPresent() && executor.get().destroyForcibly()) {
        stages.add(task.get().name());
        kills++;
      }
    }
    assertTrue(stages.containsAll(List.of("loss and gradient", ROWS, "export")), stages::toString);
    long lost = run.events().stream().filter(event -> event.what().equals("lost")).count();
    return "%d executors killed, %d tasks lost".formatted(kills, lost);
  }

  @Test
  void anExecutorIsKilledInEveryStage() throws Exception {
    rounds("broadcast", Map.of(), this::killInEveryStage);
  }

  @Test
  @Tag("long")
  void anExecutorIsKilledInEveryStageOverSpreadData() throws Exception {
    rounds("spread", SPREAD, this::killInEveryStage);
  }

  @Test
  @Tag("long")
  void aWorkerIsKilled() throws Exception {
    rounds(
        "worker",
        Map.of(),
        run -> {
          ProcessHandle executor = executor(run.await(ROWS, random.nextInt(TiledJob.ROWS / 2)));
          cluster.killWorkerOf(executor);
          run.end();
          executor.onExit().get(1, TimeUnit.MINUTES);
          cluster.startWorker();
          return "a worker killed";
        });
  }

  @Test
  @Tag("long")
  void shuffledFilesAreDeleted() throws Exception {
    rounds(
        "shuffled",
        SPREAD,
        run -> {
          Optional<TaskEvent> first = run.await(ROWS, TiledJob.ROWS + random.nextInt(9));
          assertTrue(first.isPresent(), "the run ended too early");
          int files = deleteShuffledFiles();
          run.end();
          long lost = run.events().stream().filter(event -> event.what().equals("lost")).count();
          assertTrue(files > 0 && lost > 0, files + " files deleted, " + lost + " tasks lost");
          return "%d files deleted, %d tasks lost".formatted(files, lost);
        });
  }

  private static int deleteShuffledFiles() throws IOException {
    int deleted = 0;
    try (Stream<Path> all = Files.walk(cluster.scratch())) {
      for (Path file : all.toList()) {
        boolean shuffled = file.getFileName().toString().startsWith("shuffle_");
        deleted += shuffled && Files.deleteIfExists(file) ? 1 : 0;
      }
    }
    return deleted;
  }

  @Test
  @Tag("long")
  void aStragglerWritesARowAlreadyWrittenByAnotherAttempt() throws Exception {
    rounds(
        "straggler",
        SPECULATION,
        run -> {
          ProcessHandle executor = executor(run.await(ROWS, random.nextInt(TiledJob.ROWS / 2)));
          signal("STOP", executor);
          try {
            boolean others = random.nextBoolean();
            while (run.runs() && !isOvertaken(run, others)) {
              assertTrue(executor.isAlive());
            }
          } finally {
            signal("CONT", executor);
          }
          run.end();
          assertTrue(isOvertaken(run, false), "no second attempt was started");
          return "an executor stopped";
        });
  }

  @Test
  @Tag("long")
  void anExecutorDiesOnceItsRowIsDurable() throws Exception {
    dies("unreported", Map.of());
  }

  @Test
  @Tag("long")
  void anExecutorDiesOnceItsRowOverSpreadDataIsDurable() throws Exception {
    dies("unreported-spread", SPREAD);
  }

  /** Every row is started once: the durable row of the dead executor is kept. */
  private void dies(String what, Map<String, String> placement) throws Exception {
    Path begun = directory.resolve(what + ".txt");
    String last = row(random.nextInt(TiledJob.ROWS));
    Map<String, String> conf = dying(begun, DyingFileSystem.LAST, last);
    conf.putAll(placement);
    round(
        what,
        conf,
        run -> {
          run.end();
          assertTrue(Files.exists(directory.resolve(what + ".txt-died")), last);
          List<String> rows = Files.readAllLines(begun);
          assertEquals(TiledJob.ROWS, rows.size(), rows::toString);
          assertEquals(TiledJob.ROWS, new HashSet<>(rows).size(), rows::toString);
          long lost = run.events().stream().filter(event -> event.what().equals("lost")).count();
          assertTrue(lost > 0, "no task was lost");
          return "an executor died of " + last + ", " + lost + " tasks lost";
        });
  }

  private static String row(int number) {
    return "block-row-%05d.parquet".formatted(number);
  }

  private static Map<String, String> dying(Path begun, String setting, String row)
      throws IOException {
    SmallJar.of(DyingFileSystem.class, cluster.sparkHome().resolve("jars/dying.jar"));
    Map<String, String> conf = new HashMap<>();
    conf.put("spark.hadoop.fs.file.impl", DyingFileSystem.class.getName());
    conf.put("spark.hadoop." + DyingFileSystem.BEGUN, begun.toString());
    conf.put("spark.hadoop." + setting, row);
    return conf;
  }

  /** An executor dies as after a crash of native code; the next run keeps the other rows. */
  @Test
  @Tag("long")
  void aRowThatKillsEveryExecutorIsNamed() throws Exception {
    int row = random.nextInt(TiledJob.ROWS);
    Map<String, String> conf =
        dying(directory.resolve("never.txt"), DyingFileSystem.NEVER, row(row));
    try (ClusterRun run = new ClusterRun(cluster, job, "never", conf)) {
      Result failed = run.result();
      assertEquals(1, failed.exitCode(), failed::stderr);
      String line = "error: Hessian rows, rows %d to ".formatted(row * TiledJob.TILE);
      assertTrue(failed.stderr().contains(line), failed::stderr);
      assertTrue(failed.stderr().contains("died 4 times"), failed::stderr);
    }
    int kept = job.rows("never").size();
    job.run("never");
    job.assertSame("clean", "never");
    System.out.println("never: " + kept + " rows kept");
  }

  /** Whether a second attempt has started; with {@code done}, whether all rows are done. */
  private static boolean isOvertaken(ClusterRun run, boolean done) throws IOException {
    List<TaskEvent> rows = rowStage(run.events());
    String what = done ? "done" : "start";
    long count = rows.stream().filter(event -> event.what().equals(what)).count();
    return count > (done ? TiledJob.ROWS - 1 : TiledJob.ROWS);
  }

  private static void signal(String signal, ProcessHandle process) throws Exception {
    List<String> command = List.of("kill", "-" + signal, Long.toString(process.pid()));
    int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
    assertFalse(exitCode != 0 && process.isAlive(), command::toString);
  }
}
