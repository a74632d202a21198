package io.sparkhessian.cli;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.SparkTestSession;
import io.sparkhessian.Tolerance;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.io.npy.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sparse vectors stay sparse from libsvm and Parquet files to the result. */
class SparseDataIT {
  private static final long SEED = 20261124;
  private static final int FEATURES = 20;

  /** More than one group of samples. */
  private static final int ROWS = 66_000;

  private static final StringBuilder LIBSVM = new StringBuilder();

  private static final Map<String, String> OPTIONS =
      Map.of("csv", "header: true", "libsvm", "numFeatures: " + FEATURES, "parquet", "");

  @TempDir static Path directory;

  @BeforeAll
  static void write() throws IOException {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    StringBuilder csv = new StringBuilder();
    csv.append(
        IntStream.range(0, FEATURES).mapToObj(j -> "x" + j + ",").collect(Collectors.joining()));
    csv.append("label\n");
    for (int row = 0; row < ROWS; row++) {
      TreeMap<Integer, Double> features = new TreeMap<>();
      for (int k = 0; k < 3; k++) {
        features.put(random.nextInt(FEATURES), random.nextInt(1, 64) / 16.0);
      }
      int label = random.nextInt(2);
      LIBSVM.append(label);
      features.forEach((j, value) -> LIBSVM.append(" %d:%s".formatted(j + 1, value)));
      LIBSVM.append('\n');
      for (int j = 0; j < FEATURES; j++) {
        csv.append(features.getOrDefault(j, 0.0)).append(',');
      }
      csv.append(label).append('\n');
    }
    Files.writeString(directory.resolve("data.libsvm"), LIBSVM);
    Files.writeString(directory.resolve("data.csv"), csv);
    double[] theta = random.doubles(FEATURES + 1, -1, 1).toArray();
    try (NpyWriter npy =
        new NpyWriter(Files.newOutputStream(directory.resolve("theta.npy")), theta.length)) {
      npy.write(theta);
    }
  }

  private String[] command(String command, String data, String format, String compute)
      throws IOException {
    Path job = directory.resolve(compute + "-" + data + ".yaml");
    Files.writeString(
        job,
        """
        objective: {type: logistic}
        parameters: DIR/theta.npy
        data: {path: DIR/DATA, format: FORMAT, label: label, options: {OPTIONS}}
        compute: COMPUTE
        tile: 16
        output: DIR/COMPUTE-DATA
        """
            .replace("DIR", directory.toString())
            .replace("DATA", data)
            .replace("FORMAT", format)
            .replace("OPTIONS", OPTIONS.get(format))
            .replace("COMPUTE", compute));
    return new String[] {command, job.toString()};
  }

  private double[] diagonal(String data) throws IOException {
    Path file = directory.resolve("diagonal-" + data).resolve("diagonal.npy");
    return Npy.readVector(Location.of(new Configuration(), file.toString()));
  }

  @Test
  void allFormatsGiveTheResultOfDenseData() throws IOException {
    SparkTestSession.get()
        .read()
        .format("libsvm")
        .option("numFeatures", FEATURES)
        .load(directory.resolve("data.libsvm").toString())
        .coalesce(1)
        .write()
        .parquet(directory.resolve("data.parquet").toString());
    for (String compute : new String[] {"diagonal", "hessian"}) {
      Expect.done(InProcess.onSpark(command("run", "data.csv", "csv", compute)));
      Expect.done(InProcess.onSpark(command("run", "data.libsvm", "libsvm", compute)));
      Expect.done(InProcess.onSpark(command("run", "data.parquet", "parquet", compute)));
    }
    double[] dense = diagonal("data.csv");
    assertClose(dense, diagonal("data.libsvm"), Tolerance.ROUNDING);
    assertArrayEquals(diagonal("data.libsvm"), diagonal("data.parquet"));
    double[] matrix =
        StoredTiles.matrix(directory.resolve("hessian-data.csv/hessian").toString(), FEATURES + 1);
    double[] sparse =
        StoredTiles.matrix(
            directory.resolve("hessian-data.libsvm/hessian").toString(), FEATURES + 1);
    assertClose(matrix, sparse, Tolerance.ROUNDING);
    Expect.done(InProcess.onSpark("verify", directory.resolve("hessian-data.libsvm").toString()));
    Expect.done(InProcess.onSpark("verify", directory.resolve("diagonal-data.parquet").toString()));
  }

  @Test
  void explainReportsSparseFeatures() throws IOException {
    String plan =
        Expect.done(InProcess.onSpark(command("explain", "data.libsvm", "libsvm", "hessian")));
    assertTrue(
        plan.contains(FEATURES + " features, sparse with about 3 nonzeros per sample"), plan);
    assertTrue(plan.contains("sparse outer products"), plan);
    String dense = Expect.done(InProcess.onSpark(command("explain", "data.csv", "csv", "hessian")));
    assertFalse(dense.contains("sparse"), dense);
  }

  @Test
  void partitionedGroupsGiveTheSameBytes() throws IOException {
    Files.copy(directory.resolve("data.libsvm"), directory.resolve("other.libsvm"));
    String[] run = command("run", "other.libsvm", "libsvm", "diagonal");
    Expect.done(InProcess.onSpark(run));
    double[] broadcast = diagonal("other.libsvm");
    Result spread =
        InProcess.withSetting("spark.driver.maxResultSize", "300k", run[0], run[1], "--overwrite");
    Expect.done(spread);
    String manifest = Files.readString(directory.resolve("diagonal-other.libsvm/manifest.json"));
    assertTrue(manifest.contains("\"spread\""), manifest);
    assertArrayEquals(broadcast, diagonal("other.libsvm"));
  }

  @Test
  void theFirstWrongRowIsNamed() throws IOException {
    StringBuilder wrong = new StringBuilder(LIBSVM);
    int second = wrong.indexOf("\n") + 1;
    int value = wrong.indexOf(":", second) + 1;
    wrong.replace(value, wrong.indexOf(" ", value), "NaN");
    Files.writeString(directory.resolve("wrong.libsvm"), wrong);
    Result result = InProcess.onSpark(command("run", "wrong.libsvm", "libsvm", "diagonal"));
    Expect.error(2, result, directory + "/wrong.libsvm, row 2, column 'features'", "not a finite");
  }
}
