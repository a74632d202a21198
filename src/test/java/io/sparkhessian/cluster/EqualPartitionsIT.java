package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.ResultBytes;
import io.sparkhessian.cli.ManyRuns;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.io.npy.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The result has the same hash for any number of partitions of the data, on any master, broadcast
 * or partitioned. {@code -Pfaults} runs more combinations.
 */
class EqualPartitionsIT {
  private static final List<Integer> PARTITIONS =
      Integer.getInteger("faults.rounds", 1) > 1 ? List.of(1, 2, 3, 7, 16) : List.of(1, 16);

  private static final int PARAMETERS = 30 * 4 + 4 + 4 + 1;

  /** Settings that make every file a partition. */
  private static final List<String> FILE_EACH =
      List.of("spark.sql.files.maxPartitionBytes=1m", "spark.sql.files.openCostInBytes=1m");

  private static final String SPREAD = "spark.driver.maxResultSize=10k";

  @TempDir Path directory;

  @BeforeEach
  void writeInputs() throws IOException {
    try (NpyWriter npy = new NpyWriter(Files.newOutputStream(parameters()), PARAMETERS)) {
      npy.write(new Random(5).doubles(PARAMETERS, -0.5, 0.5).toArray());
    }
    List<String> lines = Files.readAllLines(Path.of("data/breast-cancer/breast-cancer.csv"));
    int rows = lines.size() - 1;
    for (int files : PARTITIONS) {
      Path data = Files.createDirectories(data(files));
      for (int file = 0; file < files; file++) {
        List<String> part = new ArrayList<>(lines.subList(0, 1));
        part.addAll(lines.subList(1 + file * rows / files, 1 + (file + 1) * rows / files));
        Files.write(data.resolve("part-%02d.csv".formatted(file)), part);
      }
    }
  }

  private Path parameters() {
    return directory.resolve("theta.npy");
  }

  private Path data(int partitions) {
    return directory.resolve("data-" + partitions);
  }

  @Test
  void oneHashOverAllBytes() throws IOException {
    Path home = SparkHome.create(directory.resolve("spark-home"));
    Path jar = SmallJar.of(ManyRuns.class, directory.resolve("many-runs.jar"));
    run(home, jar, "one", "local[1]");
    run(home, jar, "two", "local[2]");
    run(home, jar, "cluster", "local-cluster[2,1,1024]");
    run(home, jar, "spread", "local-cluster[2,1,1024]", SPREAD, "spark.default.parallelism=5");
    Map<String, Map<String, String>> hashes = new TreeMap<>();
    for (String master : List.of("one", "two", "cluster", "spread")) {
      for (int partitions : PARTITIONS) {
        hashes.put(master + "-" + partitions, ResultBytes.of(output(master, partitions)));
      }
    }
    assertEquals(4 * PARTITIONS.size(), hashes.size());
    assertEquals(1, hashes.values().stream().distinct().count(), hashes::toString);
  }

  private Path output(String master, int partitions) {
    return directory.resolve(master + "-" + partitions);
  }

  /** Runs the job for each partitioning in one Spark application. */
  private void run(Path home, Path jar, String name, String master, String... conf)
      throws IOException {
    String options =
        "-Dlog4j2.configurationFile="
            + Path.of("submit/log4j2.properties").toUri()
            + " "
            + SubmitScript.COMPILER;
    Path commands = directory.resolve(name + ".txt");
    Files.write(
        commands,
        PARTITIONS.stream()
            .map(partitions -> command(partitions, output(name, partitions)))
            .toList());
    List<String> line = new ArrayList<>(List.of(home.resolve("bin/spark-submit").toString()));
    line.addAll(List.of("--master", master, "--driver-java-options", options));
    Stream.concat(FILE_EACH.stream(), Stream.of(conf))
        .forEach(setting -> line.addAll(List.of("--conf", setting)));
    line.addAll(List.of("--jars", System.getProperty("application.jar")));
    line.addAll(List.of("--class", ManyRuns.class.getName(), jar.toString(), commands.toString()));
    Result result = SubmitScript.execute(Path.of("").toAbsolutePath(), Map.of(), line);
    assertEquals(0, result.exitCode(), result::stderr);
  }

  private String command(int partitions, Path output) {
    return String.join(
        " --set ",
        "run conf/breast-cancer-logistic.yaml",
        "objective.type=mlp",
        "objective.layers=[30,4,1]",
        "objective.activation=tanh",
        "objective.loss=logistic",
        "parameters=" + parameters(),
        "data.path=" + data(partitions),
        "tile=16",
        "output=" + output);
  }
}
