package io.sparkhessian.benchmark;

import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.spark.Hessian;
import io.sparkhessian.spark.Hessians;
import io.sparkhessian.spark.PlacedSamples;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.mllib.linalg.distributed.RowMatrix;
import org.apache.spark.sql.SparkSession;

/**
 * The Hessian of a logistic regression on local Spark, beside MLlib's Gramian of the same rows and
 * a bare dsyrk of the same size. All are warm, with their data in memory.
 *
 * <p>Arguments: features, samples, rounds.
 */
final class LogisticBenchmark {
  private static final String GRAMIAN = "MLlib's Gramian";

  private LogisticBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int d = Integer.parseInt(arguments[0]);
    int n = Integer.parseInt(arguments[1]);
    SparkSession spark = LogisticSamples.spark();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Random random = new Random(1);
    Samples data = LogisticSamples.random(random, n, d);
    Syrk syrk = new Syrk(data.dense());
    double[] theta = random.doubles(d, -0.1, 0.1).toArray();
    int slices = 2 * context.defaultParallelism();
    JavaRDD<Vector> rows =
        context
            .parallelize(IntStream.range(0, slices).boxed().toList(), slices)
            .flatMap(slice -> random(slice, n / slices, d))
            .cache();
    rows.count();
    PlacedSamples samples = PlacedSamples.on(spark, data);
    Hessians hessians =
        Hessians.of(new LinearModel(Loss.LOGISTIC, 1, false), theta).over(samples);
    Timing timing =
        new Timing()
            .add("Hessian", () -> hessian(hessians, spark))
            .add(GRAMIAN, () -> new RowMatrix(rows.rdd()).computeGramianMatrix());
    for (int threads : new int[] {1, Parallel.CORES}) {
      timing.add("dsyrk" + Parallel.threads(threads), syrk.inThreads(threads));
    }
    timing.run(3, Integer.parseInt(arguments[2]));
    timing.print(
        "Logistic regression, d = %d, n = %d, %d cores, local[*], %s"
            .formatted(d, n, Parallel.CORES, Kernels.of(KernelChoice.NATIVE).name()));
    for (String name : timing.names()) {
      Timing.say("%s: %.1f nominal Gflop/s", name, syrk.flops() / 1e9 / timing.median(name));
    }
    Timing.say("%.2f times as fast as %s", timing.ratio(GRAMIAN, "Hessian"), GRAMIAN);
    spark.stop();
  }

  private static void hessian(Hessians hessians, SparkSession spark) {
    try (Hessian hessian = hessians.full(spark)) {
      hessian.toBlockMatrix().blocks().count();
    }
  }

  private static java.util.Iterator<Vector> random(int seed, int count, int width) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(any -> Vectors.dense(random.doubles(width, -0.5, 0.5).toArray()))
        .iterator();
  }
}
