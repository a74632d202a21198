package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.ResultBytes;
import io.sparkhessian.SparkTestSession;
import io.sparkhessian.cli.InProcess;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.io.npy.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One job with three chunks of samples and nine tasks has the same bytes on one core, on two and on
 * a cluster, by the start script and in this process, broadcast and spread, in however many
 * partitions its data are read. {@code -Pfaults} has more of these.
 */
class EqualBytesIT {
  private static final List<Integer> PARTITIONS =
      Integer.getInteger("faults.rounds", 1) > 1 ? List.of(1, 2, 3, 7, 16) : List.of(1, 16);

  private static final String DATA = "data/breast-cancer/breast-cancer.csv";
  private static final int PARAMETERS = 30 * 4 + 4 + 4 + 1;
  private static final int TILES = 9;

  /** A file is larger than what else a partition has room for, so each is one. */
  private static final Map<String, String> FILE_EACH =
      Map.of("spark.sql.files.maxPartitionBytes", "1m", "spark.sql.files.openCostInBytes", "1m");

  @TempDir static Path directory;
  private static List<ProcessHandle> processes;
  private static StandaloneCluster cluster;

  /** The files of the result on one core. */
  private static Map<String, String> expected;

  @BeforeAll
  static void runOnOneCore() throws IOException {
    processes = ProcessHandle.current().children().toList();
    cluster = StandaloneCluster.start(directory.resolve("cluster"));
    double[] parameters = new Random(5).doubles(PARAMETERS, -0.5, 0.5).toArray();
    NpyWriter.writeVector(Files.newOutputStream(parameters()), parameters);
    try (SparkSession oneCore = SparkTestSession.with(Map.of("spark.master", "local[1]"))) {
      assertEquals("local[1]", oneCore.sparkContext().master());
      Result one = InProcess.onSpark(command(DATA, output("one")));
      assertEquals(0, one.exitCode(), one::stderr);
      assertTrue(one.stdout().contains("the exact Hessian of 129 parameters"), one.stdout());
      assertEquals(
          List.of(),
          one.stderr().lines().filter(line -> !line.contains(" of 129 rows, ")).toList());
    }
    expected = ResultBytes.of(output("one"));
    assertTrue(expected.keySet().containsAll(Set.of("hessian.npy", "gradient.npy")));
    assertEquals(TILES, expected.keySet().stream().filter(f -> f.startsWith("hessian/")).count());
  }

  @AfterAll
  static void nothingIsLeftBehind() {
    cluster.close();
    assertEquals(processes, ProcessHandle.current().children().toList());
  }

  private static Path parameters() {
    return directory.resolve("theta.npy");
  }

  private static Path output(String name) {
    return directory.resolve(name);
  }

  private static String[] command(Object data, Path output) {
    return String.join(
            " --set ",
            "run conf/breast-cancer-logistic.yaml",
            "objective.type=mlp",
            "objective.layers=[30,4,1]",
            "objective.activation=tanh",
            "objective.loss=logistic",
            "parameters=" + parameters(),
            "data.path=" + data,
            "tile=16",
            "output=" + output)
        .split(" ", -1);
  }

  @Test
  void byTheStartScriptOnACluster() {
    Path output = output("standalone");
    List<String> command = new ArrayList<>(List.of(command(DATA, output)));
    command.add("--verbose");
    Result result = cluster.submit(cluster.master(), Map.of(), command);
    assertEquals(0, result.exitCode(), result::stderr);
    assertTrue(result.stdout().contains(cluster.master()), result::stdout);
    assertTrue(
        result.stderr().contains("Granted executor ID"), "no executor ran:\n" + result.stderr());
    assertEquals(expected, ResultBytes.of(output));
    Result verified = InProcess.onSpark("verify", output.toString());
    assertEquals(0, verified.exitCode(), verified::stderr);
    assertTrue(verified.stdout().contains("standalone is correct"), verified.stdout());
  }

  @Test
  void inAnyPartitionsAnywhere() throws IOException {
    for (int partitions : PARTITIONS) {
      splitData(partitions);
    }
    Map<String, Map<String, String>> results = new TreeMap<>();
    results.putAll(overPartitions("one", Map.of("spark.master", "local[1]")));
    results.putAll(overPartitions("two", Map.of("spark.master", "local[2]")));
    Map<String, String> onCluster = new HashMap<>(SparkHome.settings());
    onCluster.put("spark.master", cluster.master());
    onCluster.put("spark.jars", SparkHome.applicationJar().toString());
    results.putAll(overPartitions("cluster", onCluster));
    onCluster.putAll(Map.of("spark.driver.maxResultSize", "10k", "spark.default.parallelism", "5"));
    results.putAll(overPartitions("spread", onCluster));
    assertEquals(4 * PARTITIONS.size(), results.size());
    results.forEach((name, files) -> assertEquals(expected, files, name));
  }

  private static Path data(int partitions) {
    return directory.resolve("data-" + partitions);
  }

  private static void splitData(int files) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(DATA));
    int rows = lines.size() - 1;
    Files.createDirectories(data(files));
    for (int file = 0; file < files; file++) {
      List<String> part = new ArrayList<>(lines.subList(0, 1));
      part.addAll(lines.subList(1 + file * rows / files, 1 + (file + 1) * rows / files));
      Files.write(data(files).resolve("part-%02d.csv".formatted(file)), part);
    }
  }

  /** Runs the job over each partitioning in one Spark; gives the files of each result. */
  private static Map<String, Map<String, String>> overPartitions(
      String name, Map<String, String> settings) throws IOException {
    Map<String, String> all = new HashMap<>(FILE_EACH);
    all.putAll(settings);
    Map<String, Map<String, String>> results = new TreeMap<>();
    try (SparkSession spark = SparkTestSession.with(all)) {
      assertEquals(settings.get("spark.master"), spark.sparkContext().master());
      for (int partitions : PARTITIONS) {
        Path output = output(name + "-" + partitions);
        Result result = InProcess.onSpark(command(data(partitions), output));
        assertEquals(0, result.exitCode(), result::stderr);
        results.put(output.getFileName().toString(), ResultBytes.of(output));
      }
    }
    return results;
  }
}
