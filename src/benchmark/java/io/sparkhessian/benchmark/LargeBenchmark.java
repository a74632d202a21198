package io.sparkhessian.benchmark;

import io.sparkhessian.distributed.plan.Amounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/**
 * A logistic regression over more data than the heap holds: dense rows from Parquet, or sparse ones
 * from libsvm. What it generates is kept for the next time; the result is deleted.
 *
 * <p>Arguments: samples, features, nonzeros of a row (as many as features for dense ones), what is
 * computed and the heap, such as {@code 5000000 50 50 hessian 3g}.
 */
final class LargeBenchmark {
  private static final long SEED = 20261124;

  private LargeBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int samples = Integer.parseInt(arguments[0]);
    int features = Integer.parseInt(arguments[1]);
    int nonzeros = Integer.parseInt(arguments[2]);
    boolean sparse = nonzeros < features;
    Path data =
        Scratch.of("large").resolve("%d-%d-%d".formatted(samples, features, nonzeros));
    if (!Files.exists(data)) {
      if (sparse) {
        writeLibsvm(data, samples, features, nonzeros);
      } else {
        writeParquet(data, samples, features);
      }
    }
    Random random = new Random(SEED);
    double[] theta = random.doubles(features + 1, -0.1, 0.1).toArray();
    String source = "{path: %s, format: %s, label: label%s}";
    String options = sparse ? ", options: {numFeatures: %d}".formatted(features) : "";
    try (GeneratedJob job =
        new GeneratedJob(
            "large-job",
            "{type: logistic}",
            theta,
            source.formatted(data, sparse ? "libsvm" : "parquet", options))) {
      Submission run =
          Submission.run(
              job, "--set", "compute=" + arguments[3], "--driver-memory", arguments[4]);
      Timing.say(
          "n = %d, d = %d, %d nonzeros a row, %s, %d cores, heap %s: %.0f s, at most %s resident",
          samples,
          features,
          nonzeros,
          arguments[3],
          Parallel.CORES,
          arguments[4],
          run.seconds(),
          Amounts.bytes(run.peakBytes()));
      Timing.say("the run said:%n%n%s", Files.readString(job.log()).indent(4));
    }
  }

  private static void writeParquet(Path data, int samples, int features) throws IOException {
    try (SparkSession spark =
        SparkSession.builder().master("local[*]").appName("large").getOrCreate()) {
      String[] columns =
          IntStream.rangeClosed(0, features)
              .mapToObj(
                  j ->
                      j < features
                          ? "randn(%d) AS x%d".formatted(SEED + j, j)
                          : "CAST(rand(%d) < 0.5 AS DOUBLE) AS label".formatted(SEED + j))
              .toArray(String[]::new);
      spark.range(0, samples, 1, 8).selectExpr(columns).write().parquet(data.toString());
    }
  }

  private static void writeLibsvm(Path data, int samples, int features, int nonzeros)
      throws IOException {
    Random random = new Random(SEED);
    Files.createDirectories(data.getParent());
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(data))) {
      for (int s = 0; s < samples; s++) {
        TreeSet<Integer> columns = new TreeSet<>();
        while (columns.size() < nonzeros) {
          columns.add(1 + random.nextInt(features));
        }
        out.print(random.nextInt(2));
        out.println(
            columns.stream()
                .map(column -> " " + column + ":" + random.nextInt(1, 1000) / 1000.0)
                .collect(Collectors.joining()));
      }
    }
  }
}
