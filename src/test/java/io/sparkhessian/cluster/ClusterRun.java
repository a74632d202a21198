package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.cluster.SubmitScript.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A running job on a cluster, with the events of its tasks and a watch on its output. */
final class ClusterRun implements AutoCloseable {
  private static final long POLL_MILLISECONDS = 5;

  private final StandaloneCluster cluster;
  private final Path log;
  private final ResultWatch watch;
  private final CompletableFuture<Result> run;
  private final Set<Integer> stages = new HashSet<>();

  /** Starts the job with settings of Spark. */
  ClusterRun(StandaloneCluster cluster, TiledJob job, String name, Map<String, String> conf)
      throws IOException {
    this.cluster = cluster;
    log = job.directory().resolve(name + "-tasks.log");
    Path jar = SmallJar.of(StageLog.class, job.directory().resolve(name + ".jar"));
    Map<String, String> all = new HashMap<>(conf);
    all.put(StageLog.FILE, log.toString());
    all.put("spark.extraListeners", StageLog.class.getName());
    List<String> arguments =
        Stream.concat(Stream.of("--jars", jar.toString()), job.arguments(name).stream()).toList();
    watch = new ResultWatch(job, name);
    run = CompletableFuture.supplyAsync(() -> cluster.submit(cluster.master(), all, arguments));
  }

  List<TaskEvent> events() throws IOException {
    return TaskEvent.read(log);
  }

  /** Waits a few milliseconds; returns whether the run still runs. */
  boolean runs() throws Exception {
    try {
      run.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
      return false;
    } catch (TimeoutException e) {
      return true;
    }
  }

  /**
   * Waits for a new stage and then for a random task of its first half; empty if the run ends
   * first.
   */
  Optional<TaskEvent> nextStage(Random random) throws Exception {
    while (runs()) {
      for (TaskEvent event : events()) {
        if (event.isStart() && stages.add(event.stage())) {
          return nth(event.stage(), random.nextInt(Math.max(1, event.tasks() / 2)));
        }
      }
    }
    return Optional.empty();
  }

  /** Waits for a task of the stages with a name. */
  Optional<TaskEvent> await(String stage, int task) throws Exception {
    while (runs()) {
      Optional<TaskEvent> found =
          events().stream()
              .filter(event -> event.isStart() && event.name().equals(stage))
              .skip(task)
              .findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<TaskEvent> nth(int stage, int task) throws Exception {
    do {
      Optional<TaskEvent> found =
          events().stream()
              .filter(event -> event.isStart() && event.stage() == stage)
              .skip(task)
              .findFirst();
      if (found.isPresent()) {
        return found;
      }
    } while (runs());
    return Optional.empty();
  }

  /** Waits for the end and returns the result. */
  Result result() throws Exception {
    return run.get();
  }

  /** Waits for the end and requires success. */
  Result end() throws Exception {
    Result result = result();
    assertEquals(0, result.exitCode(), result::stderr);
    return result;
  }

  /** Waits for the end, successful or not, and fails if a partial result was ever readable. */
  @Override
  public void close() {
    run.exceptionally(failure -> null).join();
    awaitNoExecutors();
    watch.close();
  }

  /** Waits until no executor runs: those of the next application have the same names. */
  private void awaitNoExecutors() {
    for (ProcessHandle executor : cluster.executors().toList()) {
      try {
        executor.onExit().get(2, TimeUnit.MINUTES);
      } catch (ExecutionException | InterruptedException | TimeoutException e) {
        throw new AssertionError("an executor that outlives its job: " + executor.info(), e);
      }
    }
  }
}
