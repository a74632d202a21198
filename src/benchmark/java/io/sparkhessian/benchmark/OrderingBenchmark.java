package io.sparkhessian.benchmark;

import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.quantity.matrix.MatrixRows;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.SampleGroup;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.ejml.data.DMatrixRMaj;
import scala.Tuple2;

/**
 * What it costs to add the sums of groups of samples in their order: the Hessian of a logistic
 * regression over spread groups, beside the same parts added as they arrive. And what waves cost: the
 * tiles written in one, beside a wave each block row.
 *
 * <p>Arguments: features, samples, rounds.
 */
final class OrderingBenchmark {
  private static final String ORDERED = "in the order of the groups";
  private static final String ARRIVAL = "as they arrive";
  private static final String ONE_WAVE = "tiles written in one wave";
  private static final String WAVES = "in a wave each block row";

  private OrderingBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int d = Integer.parseInt(arguments[0]);
    int n = Integer.parseInt(arguments[1]);
    SparkSession spark = LogisticSamples.spark();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    SampleShape shape =
        SampleShape.of(samples(0, 1, d)); // of one sample: the grouping follows from its width
    int size = shape.grouping().size();
    int count = shape.grouping().groups(n);
    JavaRDD<SampleGroup> groups =
        context
            .parallelize(IntStream.range(0, count).boxed().toList(), count)
            .map(
                g ->
                    new SampleGroup(
                        g,
                        samples(g, Math.min(size, n - g * size), d).chunks(Grouping.CHUNK)))
            .cache();
    groups.count();
    LinearModel logistic = new LinearModel(Loss.LOGISTIC, 1, false);
    double[] theta = new Random(1).doubles(d, -0.1, 0.1).toArray();
    Problem problem =
        new Problem(ObjectiveGraph.of(logistic, d, Reduction.MEAN, 0), theta, n);
    CurvatureRows hessian = new CurvatureRows(problem);
    SampleShape all = new SampleShape(n, shape.features(), 1, n);
    Plan plan = new Planner(problem.layout(), all, OptionalInt.empty()).partitioned(0).hessian(hessian);
    SampleData.Partitioned data = new SampleData.Partitioned(groups, all, 0, "");
    try (DistributedProblem distributed =
        new DistributedProblem(context, problem, data, KernelChoice.NATIVE)) {
      Timing timing =
          new Timing()
              .add(ORDERED, () -> new MatrixRows(distributed, hessian, plan).tiles().get(0).count())
              .add(ARRIVAL, () -> addAsTheyArrive(context, groups, hessian, plan));
      timing.run(2, Integer.parseInt(arguments[2]));
      timing.print(
          "Sums of %d groups, logistic regression, d = %d, n = %d, %d cores, local[*], %s"
              .formatted(
                  count, d, n, Parallel.CORES, Kernels.of(KernelChoice.NATIVE).name()));
      Timing.say("the order costs %+.1f %%", 100 * (timing.ratio(ORDERED, ARRIVAL) - 1));
      waves(context, distributed, hessian, plan, Integer.parseInt(arguments[2]));
    }
    spark.stop();
  }

  /** As if tasks had next to nothing to do, or so much that each makes a wave. */
  private static void waves(
      JavaSparkContext context,
      DistributedProblem distributed,
      CurvatureRows hessian,
      Plan plan,
      int rounds)
      throws Exception {
    Path place = Files.createTempDirectory("tiles");
    Plan together = of(plan, 1);
    Plan apart = of(plan, 1e15);
    Timing timing =
        new Timing()
            .add(ONE_WAVE, () -> write(context, distributed, hessian, together, place))
            .add(WAVES, () -> write(context, distributed, hessian, apart, place));
    timing.run(1, rounds);
    timing.print(
        "%d block rows over spread data, %d wave and %d waves"
            .formatted(plan.tasks().size(), together.waves().size(), apart.waves().size()));
    Timing.say("waves cost %+.1f %%", 100 * (timing.ratio(WAVES, ONE_WAVE) - 1));
    Files.delete(place);
  }

  private static Plan of(Plan plan, double flops) {
    return plan.with(
        plan.tasks().stream()
            .map(task -> new BlockTask(0, task.blockRow(), task.from(), task.to(), flops))
            .toList());
  }

  private static int write(
      JavaSparkContext context,
      DistributedProblem distributed,
      CurvatureRows hessian,
      Plan plan,
      Path place)
      throws IOException {
    Progress.Counter done = Progress.Counter.of(context);
    int rows = new MatrixRows(distributed, hessian, plan).write(List.of(place.toString()), done).size();
    try (Stream<Path> files = Files.list(place)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    return rows;
  }

  private static long addAsTheyArrive(
      JavaSparkContext context, JavaRDD<SampleGroup> groups, CurvatureRows hessian, Plan plan) {
    var toAll = context.broadcast(hessian);
    List<BlockTask> tasks = plan.tasks();
    var planned = context.broadcast(plan);
    JavaRDD<Integer> items =
        context.parallelize(IntStream.range(0, tasks.size()).boxed().toList(), tasks.size());
    return groups
        .cartesian(items)
        .mapToPair(
            pair ->
                new Tuple2<>(
                    pair._2(),
                    sum(toAll.value(), planned.value(), pair._2())
                        .part(pair._1().chunks(), kernels())))
        .reduceByKey(
            (first, second) -> {
              first.add(second);
              return first;
            },
            tasks.size())
        .map(pair -> sum(toAll.value(), planned.value(), pair._1()).finish(pair._2(), kernels()))
        .count();
  }

  private static SampleSum<DMatrixRMaj> sum(
      CurvatureRows hessian, Plan plan, int item) {
    BlockTask task = plan.tasks().get(item);
    return hessian.sum(plan.window(task), plan.chunkSize());
  }

  private static DenseKernels kernels() {
    return Kernels.of(KernelChoice.NATIVE);
  }

  private static Samples samples(int seed, int n, int d) {
    return LogisticSamples.random(new Random(seed), n, d);
  }
}
