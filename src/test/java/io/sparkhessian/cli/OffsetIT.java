package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.SparkTestSession;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.job.Job;
import io.sparkhessian.registry.Registry;
import io.sparkhessian.run.JobRun;
import io.sparkhessian.run.Phases;
import io.sparkhessian.run.ResultReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Poisson regression with an exposure, against Σ e^(x·θ + o) x xᵀ. */
class OffsetIT {
  private static final long SEED = 20261202;
  private static final int FEATURES = 8;
  private static final int ROWS = 300;
  private static final int N = FEATURES + 1;

  private final double[] expected = new double[N * N];

  @TempDir Path directory;

  @BeforeEach
  void write() throws IOException {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    double[] theta = random.doubles(N, -0.5, 0.5).toArray();
    StringBuilder csv = new StringBuilder("x0,x1,x2,x3,x4,x5,x6,x7,log_exposure,y\n");
    StringBuilder libsvm = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      double[] x = new double[N];
      x[FEATURES] = 1;
      TreeMap<Integer, Double> nonzero = new TreeMap<>();
      nonzero.put(random.nextInt(FEATURES), random.nextInt(1, 32) / 16.0);
      nonzero.forEach((j, value) -> x[j] = value);
      double offset = random.nextInt(-32, 32) / 16.0;
      int y = random.nextInt(6);
      add(x, Math.exp(dot(x, theta) + offset));
      libsvm.append(y);
      for (int j = 0; j < FEATURES; j++) {
        csv.append(x[j]).append(',');
        libsvm.append(x[j] == 0 ? "" : " %d:%s".formatted(j + 1, x[j]));
      }
      csv.append(offset).append(',').append(y).append('\n');
      libsvm.append('\n');
    }
    Files.writeString(directory.resolve("data.csv"), csv);
    Files.writeString(directory.resolve("data.libsvm"), libsvm);
    StringBuilder parameters = new StringBuilder("name,value\n");
    for (int j = 0; j < N; j++) {
      parameters.append(j < FEATURES ? "x" + j : "intercept").append(',').append(theta[j]);
      parameters.append('\n');
    }
    Files.writeString(directory.resolve("theta.csv"), parameters);
    Files.writeString(
        directory.resolve("job.yaml"),
        """
        objective: {type: poisson}
        parameters: DIR/theta.csv
        data:
          path: DIR/data.csv
          format: csv
          label: y
          offset: log_exposure
          options: {header: true}
        reduction: sum
        export: [npy]
        output: DIR/out
        """
            .replace("DIR", directory.toString()));
  }

  private static double dot(double[] x, double[] theta) {
    double sum = 0;
    for (int j = 0; j < N; j++) {
      sum += x[j] * theta[j];
    }
    return sum;
  }

  private void add(double[] x, double curvature) {
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        expected[i * N + j] += curvature * x[i] * x[j];
      }
    }
  }

  @Test
  void broadcastAndSpreadDataGiveTheClosedForm() throws IOException {
    String said = Expect.done(run("run", "out"));
    assertTrue(said.contains("  objective    poisson, offset log_exposure, sum over "), said);
    check("out");
    String manifest = Files.readString(directory.resolve("out/manifest.json"));
    assertTrue(manifest.replaceAll("\\s", "").contains("\"offset\":[\"log_exposure\"]"), manifest);
    Expect.done(InProcess.onSpark("verify", directory + "/out"));

    runSpread();
    assertArrayEquals(hessian("out"), hessian("spread"));
    assertTrue(
        Expect.done(run("explain", "other")).contains("poisson, offset log_exposure, sum over "));
  }

  /** Sparse vectors beside a column of numbers. */
  @Test
  void parquetWithSparseVectorsGivesTheClosedForm() throws IOException {
    SparkSession session = SparkTestSession.get();
    var numbers = functions.monotonically_increasing_id();
    var offsets =
        session
            .read()
            .option("header", "true")
            .schema(
                "x0 DOUBLE, x1 DOUBLE, x2 DOUBLE, x3 DOUBLE, x4 DOUBLE, x5 DOUBLE, x6 DOUBLE,"
                    + " x7 DOUBLE, log_exposure DOUBLE, y DOUBLE")
            .csv(directory + "/data.csv")
            .select(functions.col("log_exposure"))
            .coalesce(1)
            .withColumn("row", numbers);
    session
        .read()
        .format("libsvm")
        .option("numFeatures", FEATURES)
        .load(directory + "/data.libsvm")
        .coalesce(1)
        .withColumn("row", numbers)
        .join(offsets, "row")
        .drop("row")
        .coalesce(1)
        .write()
        .parquet(directory + "/data.parquet");
    String names = Files.readString(directory.resolve("theta.csv"));
    for (int j = 0; j < FEATURES; j++) {
      names = names.replace("x%d,".formatted(j), "features[%d],".formatted(j));
    }
    Files.writeString(directory.resolve("theta.csv"), names);
    String[] settings = {
      "data.path=" + directory + "/data.parquet",
      "data.format=parquet",
      "data.label=label",
      "data.options={}"
    };
    String plan = Expect.done(run("explain", "out", settings));
    assertTrue(plan.contains("8 features, sparse with about 1 nonzero per sample"), plan);
    Expect.done(run("run", "out", settings));
    check("out");
  }

  @Test
  void anOffsetThatCannotBeUsedIsRefused() {
    Expect.error(
        2,
        run("run", "out", "data.offset=y"),
        "--set data.offset=y: 'data.offset' names the column 'y', which label, offset, weight or"
            + " features already name");
    Expect.error(
        2,
        run("run", "out", "data.offset=[log_exposure, x0]"),
        "data.offset: the objective has 1 outputs, but 2 offset columns are named; name as many");
    Expect.error(
        2,
        run("run", "out", "objective={type: softmax, classes: 3}"),
        "data.offset: the objective has 3 outputs, but 1 offset columns are named; name one for each"
            + " class: the same offset for all classes changes nothing");
    Expect.error(
        2,
        run("run", "out", "objective={type: class, class: io.sparkhessian.cli.KinkedLoss}"),
        "data.offset: the objective uses no offset; leave it out");
    Expect.error(
        2,
        run("run", "out", "data.ofset=x0"),
        "--set data.ofset=x0: unknown key 'data.ofset'; did you mean 'offset'?");
  }

  /** Runs the job over data that stay on the executors. */
  private void runSpread() throws IOException {
    String file = directory + "/job.yaml";
    List<String> settings = List.of("output=" + directory + "/spread");
    Job job = Registry.STANDARD.jobs().read(file, Files.readString(Path.of(file)), settings);
    SparkSession session = SparkTestSession.get();
    LoadedJob loaded = Registry.STANDARD.load(session, job, 1000);
    assertInstanceOf(SampleData.Partitioned.class, loaded.data());
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    ResultReport report = new ResultReport(spark, Registry.STANDARD);
    new JobRun(spark, loaded, Registry.STANDARD, new Phases(), System.out, false, report)
        .run(false);
  }

  private void check(String out) throws IOException {
    double[] found = hessian(out);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertArrayEquals(expected, found, 1e-12 * largest);
  }

  private double[] hessian(String out) throws IOException {
    Location file =
        Location.of(new Configuration(), directory.resolve(out + "/hessian.npy").toString());
    double[] all = new double[N * N];
    try (Npy.Rows rows = Npy.rows(file, N, N)) {
      for (int i = 0; i < N; i++) {
        System.arraycopy(rows.next(), 0, all, i * N, N);
      }
    }
    assertEquals(N * N, all.length);
    return all;
  }

  private Result run(String command, String out, String... settings) {
    return InProcess.onSpark(arguments(command, out, settings));
  }

  private String[] arguments(String command, String out, String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(command, directory + "/job.yaml", "--set", "output=" + directory + "/" + out));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    return arguments.toArray(String[]::new);
  }
}
