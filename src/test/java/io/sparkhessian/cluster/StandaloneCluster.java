package io.sparkhessian.cluster;

import io.sparkhessian.cluster.SubmitScript.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real Spark cluster on this machine: a Master and two Workers of one core and 1 GB each, every
 * one a JVM of its own on 127.0.0.1, on ports that the system chose.
 */
public final class StandaloneCluster implements AutoCloseable {
  private static final Pattern MASTER_READY =
      Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern WORKER_READY =
      Pattern.compile("Successfully registered with master");
  private static final int WORKERS = 2;

  private final Path home;
  private final List<Daemon> daemons = new ArrayList<>();
  private final String master;

  private StandaloneCluster(Path directory) throws IOException {
    home = SparkHome.create(directory.resolve("spark-home"));
    try {
      Daemon first =
          start("master", MASTER_READY, "org.apache.spark.deploy.master.Master", List.of());
      master = first.awaitReady().group(1);
      List<Daemon> workers = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        workers.add(startWorker(directory.resolve("worker-" + i)));
      }
      workers.forEach(Daemon::awaitReady);
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * Starts a cluster that keeps its files in {@code directory}, and waits until it can take jobs.
   */
  public static StandaloneCluster start(Path directory) throws IOException {
    return new StandaloneCluster(directory);
  }

  private Daemon startWorker(Path directory) throws IOException {
    Files.createDirectories(directory);
    String name = directory.getFileName().toString();
    List<String> options =
        List.of("--cores", "1", "--memory", "1g", "--work-dir", directory.toString(), master);
    return start(name, WORKER_READY, "org.apache.spark.deploy.worker.Worker", options);
  }

  private Daemon start(String name, Pattern ready, String mainClass, List<String> options) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(home.resolve("bin/spark-class").toString(), mainClass));
    command.addAll(List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
    command.addAll(options);
    Map<String, String> environment = Map.of("SPARK_DAEMON_MEMORY", "256m");
    Daemon daemon = new Daemon(name, SubmitScript.prepare(home, environment, command), ready);
    daemons.add(daemon);
    return daemon;
  }

  /** The address that {@code --master} takes. */
  public String master() {
    return master;
  }

  /** The SPARK_HOME of this cluster. */
  public Path sparkHome() {
    return home;
  }

  /** The executor processes that run now, for tests that kill one. */
  public Stream<ProcessHandle> executors() {
    return daemons.stream().skip(1).flatMap(Daemon::children);
  }

  /**
   * Runs the application by {@code submit/spark-hessian} with this cluster's SPARK_HOME.
   *
   * @param master any master: {@link #master()}, {@code local[2]}, ...
   * @param conf Spark's settings
   * @param arguments of the application
   */
  public Result submit(String master, Map<String, String> conf, List<String> arguments) {
    List<String> line = new ArrayList<>(List.of("--master", master));
    new TreeMap<>(conf).forEach((key, value) -> line.addAll(List.of("--conf", key + "=" + value)));
    line.addAll(arguments);
    return SubmitScript.run(Map.of("SPARK_HOME", home.toString()), line);
  }

  /** Stops the processes of this cluster, and no others. */
  @Override
  public void close() {
    for (int i = daemons.size() - 1; i >= 0; i--) {
      daemons.get(i).stop();
    }
  }
}
