package io.sparkhessian.cluster;

import io.sparkhessian.cluster.SubmitScript.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real Spark cluster on this machine: a Master and two Workers of one core and 1 GB each, in
 * separate JVMs on free ports of 127.0.0.1.
 */
public final class StandaloneCluster implements AutoCloseable {
  private static final Pattern MASTER_READY =
      Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern WORKER_READY =
      Pattern.compile("Successfully registered with master");
  private static final int WORKERS = 2;

  /** Two names of this host: Spark speculates only on another host than the first attempt. */
  private static final List<String> HOSTS = List.of("127.0.0.1", "localhost");

  private final Path home;
  private final Path directory;
  private final List<Daemon> daemons = new CopyOnWriteArrayList<>();
  private final String master;
  private int workers = WORKERS;

  private StandaloneCluster(Path directory) throws IOException {
    this.directory = directory;
    home = SparkHome.create(directory.resolve("spark-home"));
    try {
      Daemon first =
          start(
              "master",
              MASTER_READY,
              Map.of(),
              "org.apache.spark.deploy.master.Master",
              List.of("--host", HOSTS.get(0)));
      master = first.awaitReady().group(1);
      List<Daemon> all = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        all.add(startWorker(i));
      }
      all.forEach(Daemon::awaitReady);
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Starts a cluster with its files in {@code directory}, and waits until it accepts jobs. */
  public static StandaloneCluster start(Path directory) throws IOException {
    return new StandaloneCluster(directory);
  }

  private Daemon startWorker(int number) throws IOException {
    String name = "worker-" + number;
    Path own = Files.createDirectories(directory.resolve(name));
    Map<String, String> environment = Map.of("SPARK_LOCAL_DIRS", scratch().toString());
    List<String> options =
        List.of(
            "--host",
            HOSTS.get(number % HOSTS.size()),
            "--cores",
            "1",
            "--memory",
            "1g",
            "--work-dir",
            own.toString(),
            master);
    String type = "org.apache.spark.deploy.worker.Worker";
    return start(name, WORKER_READY, environment, type, options);
  }

  private Daemon start(
      String name,
      Pattern ready,
      Map<String, String> environment,
      String mainClass,
      List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(SparkHome.fastStart());
    command.addAll(List.of("-Xmx256m", "@" + Path.of("submit/jvm.options").toAbsolutePath()));
    command.addAll(List.of("-cp", SparkHome.classPath(), mainClass));
    command.addAll(List.of("--port", "0", "--webui-port", "0"));
    command.addAll(options);
    Map<String, String> all = new TreeMap<>(environment);
    all.put("SPARK_HOME", home.toString());
    all.put("SPARK_SCALA_VERSION", "2.13");
    Daemon daemon = new Daemon(name, SubmitScript.prepare(home, all, command), ready);
    daemons.add(daemon);
    return daemon;
  }

  /** Returns the directory for shuffled and stored blocks of the executors. */
  Path scratch() {
    return directory.resolve("scratch");
  }

  /** Returns the address for {@code --master}. */
  public String master() {
    return master;
  }

  /** Returns the SPARK_HOME of this cluster. */
  public Path sparkHome() {
    return home;
  }

  /** Returns the running executor processes. */
  public Stream<ProcessHandle> executors() {
    return daemons.stream()
        .skip(1)
        .flatMap(Daemon::children)
        .filter(process -> executorName(process).isPresent());
  }

  /** Returns the process of an executor of the only running application, by Spark's name. */
  Optional<ProcessHandle> executor(String name) {
    return executors()
        .filter(process -> executorName(process).equals(Optional.of(name)))
        .findFirst();
  }

  /** Read from Linux itself: of a command line this long, Java gives no arguments. */
  private static Optional<String> executorName(ProcessHandle process) {
    List<String> arguments;
    try {
      Path line = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      arguments = List.of(Files.readString(line).split("\0", -1));
    } catch (IOException e) {
      return Optional.empty(); // it has ended
    }
    int flag = arguments.indexOf("--executor-id");
    return flag < 0 ? Optional.empty() : Optional.of(arguments.get(flag + 1));
  }

  /** Kills the worker of an executor but not the executor. */
  void killWorkerOf(ProcessHandle executor) {
    Daemon worker =
        daemons.stream()
            .skip(1)
            .filter(daemon -> daemon.children().anyMatch(executor::equals))
            .findFirst()
            .orElseThrow();
    worker.kill();
    daemons.remove(worker);
  }

  /** Starts a worker and waits until it accepts jobs. */
  void startWorker() throws IOException {
    startWorker(workers++).awaitReady();
  }

  /**
   * Runs {@code submit/spark-hessian} with this cluster's SPARK_HOME.
   *
   * @param master any master: {@link #master()}, {@code local[2]}, ...
   * @param conf settings of Spark
   * @param arguments of the application
   */
  public Result submit(String master, Map<String, String> conf, List<String> arguments) {
    List<String> line = new ArrayList<>(List.of("--master", master));
    new TreeMap<>(conf).forEach((key, value) -> line.addAll(List.of("--conf", key + "=" + value)));
    line.addAll(arguments);
    return SubmitScript.run(Map.of("SPARK_HOME", home.toString()), line);
  }

  /** Stops the processes of this cluster only. */
  @Override
  public void close() {
    for (int i = daemons.size() - 1; i >= 0; i--) {
      daemons.get(i).stop();
    }
  }
}
