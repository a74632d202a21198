package io.sparkhessian.spark;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.LossAndGradient;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.layout.DiagonalBlocks;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.distributed.tasks.ClusterMemory;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.distributed.tasks.SampleSet;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import io.sparkhessian.quantity.diagonal.DiagonalComputation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.sql.SparkSession;
import org.ejml.data.DMatrixRMaj;

/**
 * Second derivatives of an objective at given parameters, over given samples: the entry point of
 * the library. Instances are immutable; {@code over}, {@code with…}, {@code reducedBy} and {@code
 * inTiles} return changed copies.
 *
 * <pre>{@code
 * try (Hessian hessian = Hessians.of(objective, parameters).over(samples).full(spark)) {
 *   BlockMatrix matrix = hessian.toBlockMatrix();
 * }
 * }</pre>
 */
public final class Hessians {
  private final Objective objective;
  private final double[] parameters;
  private final Samples samples;
  private final Optional<SampleSet> placed;
  private final Settings settings;

  private record Settings(Reduction reduction, double l2, OptionalInt tile, KernelChoice kernels) {
    static final Settings DEFAULT =
        new Settings(Reduction.MEAN, 0, OptionalInt.empty(), KernelChoice.AUTO);
  }

  private Hessians(
      Objective objective,
      double[] parameters,
      Samples samples,
      Optional<SampleSet> placed,
      Settings settings) {
    this.objective = objective;
    this.parameters = parameters;
    this.samples = samples;
    this.placed = placed;
    this.settings = settings;
  }

  /**
   * Returns the second derivatives of an objective at a point, without samples and without penalty;
   * losses are averaged over the samples.
   *
   * @param parameters θ, of length N, in the order in which the objective defines its parameters
   */
  public static Hessians of(Objective objective, double[] parameters) {
    return new Hessians(
        objective, parameters.clone(), Samples.none(), Optional.empty(), Settings.DEFAULT);
  }

  /**
   * Sets the samples; each quantity broadcasts them again.
   *
   * @throws Failure when a number is not finite, a weight is negative, or the objective does not
   *     accept a label
   */
  public Hessians over(Samples samples) {
    return over(samples, Optional.empty());
  }

  /** Sets samples that are broadcast once for all quantities, with the same checks. */
  public Hessians over(PlacedSamples samples) {
    return over(samples.samples(), Optional.of(samples.set()));
  }

  private Hessians over(Samples next, Optional<SampleSet> set) {
    SampleCheck.require(next, objective.labels());
    return new Hessians(objective, parameters, next, set, settings);
  }

  /** Sets how the losses of the samples are combined; the default is their mean. */
  public Hessians reducedBy(Reduction reduction) {
    return with(new Settings(reduction, settings.l2, settings.tile, settings.kernels));
  }

  /**
   * Adds penalty/2 · ‖θ‖² over all parameters except the intercepts.
   *
   * @param penalty finite, not negative
   */
  public Hessians withL2(double penalty) {
    if (!(penalty >= 0) || Double.isInfinite(penalty)) {
      throw new IllegalArgumentException(
          "l2 is %s; give a finite number that is not negative".formatted(penalty));
    }
    return with(new Settings(settings.reduction, penalty, settings.tile, settings.kernels));
  }

  /** Sets the number of rows and columns of a tile; the default depends on N. */
  public Hessians inTiles(int edge) {
    if (edge < 1) {
      throw new IllegalArgumentException("the tile edge is %d; give 1 or more".formatted(edge));
    }
    return with(
        new Settings(settings.reduction, settings.l2, OptionalInt.of(edge), settings.kernels));
  }

  /** Sets the dense kernels of the executors; the default is native BLAS where it is available. */
  public Hessians withKernels(KernelChoice kernels) {
    return with(new Settings(settings.reduction, settings.l2, settings.tile, kernels));
  }

  private Hessians with(Settings changed) {
    return new Hessians(objective, parameters, samples, placed, changed);
  }

  /** Returns F and its gradient, computed in this process. */
  public LossAndGradient lossAndGradient() {
    List<Samples> chunks = samples.chunks(Grouping.CHUNK);
    return LossAndGradient.sum(problem())
        .over(Grouping.of(samples).of(chunks), Kernels.of(settings.kernels));
  }

  /** Returns the whole Hessian; the executors compute its tiles on first use. */
  public Hessian full(SparkSession spark) {
    CurvatureRows hessian = new CurvatureRows(problem());
    Plan plan = planner(hessian.problem()).hessian(hessian);
    return new Hessian(distribute(spark, hessian.problem(), plan), hessian, plan);
  }

  /** Returns the diagonal blocks of the Hessian, one per parameter matrix. */
  public HessianBlocks tensorBlocks(SparkSession spark) {
    CurvatureRows hessian = new CurvatureRows(problem());
    return blocks(spark, hessian, DiagonalBlocks.tensors(hessian.problem().layout()));
  }

  /** Returns the diagonal blocks of the Hessian, one per layer (weights with their bias). */
  public HessianBlocks layerBlocks(SparkSession spark) {
    CurvatureRows hessian = new CurvatureRows(problem());
    return blocks(
        spark, hessian, DiagonalBlocks.layers(hessian.problem().layout(), hessian.sites()));
  }

  private HessianBlocks blocks(
      SparkSession spark, CurvatureRows hessian, List<DiagonalBlock> blocks) {
    Plan plan = planner(hessian.problem()).blocks(hessian, blocks);
    return new HessianBlocks(distribute(spark, hessian.problem(), plan), hessian, plan);
  }

  /** Computes the exact diagonal, of length N. */
  public double[] diagonal(SparkSession spark) {
    HessianDiagonal diagonal = new HessianDiagonal(problem());
    Plan plan = planner(diagonal.problem()).diagonal(diagonal);
    try (DistributedProblem problem = distribute(spark, diagonal.problem(), plan)) {
      return DiagonalComputation.tasks(problem, diagonal)
          .compute(plan, Pieces.NONE, Progress.Counter.of(problem.spark()));
    }
  }

  /**
   * Computes the products of the Hessian with k vectors.
   *
   * @param vectors k × N, finite
   * @return k × N
   */
  public DMatrixRMaj products(SparkSession spark, DMatrixRMaj vectors) {
    try (HessianOperator operator = operator(spark)) {
      return operator.times(vectors);
    }
  }

  /** Returns the Hessian as a linear operator, for repeated products with vectors. */
  public HessianOperator operator(SparkSession spark) {
    CurvatureProduct product = new CurvatureProduct(problem());
    return new HessianOperator(
        distribute(context(spark), product.problem()), product, planner(product.problem()));
  }

  /**
   * Returns the second derivatives with respect to the features of each sample instead of the
   * parameters.
   *
   * @throws Failure when the loss of a sample is not a function of the features of the sample
   */
  public InputHessians byInputs(SparkSession spark) {
    JavaSparkContext context = context(spark);
    Problem problem = problem();
    return InputHessians.ofLoss(
        context, SampleShape.of(samples), problem, () -> distribute(context, problem));
  }

  private Problem problem() {
    Graph graph = ObjectiveGraph.of(objective, samples.columns(), settings.reduction, settings.l2);
    return new Problem(graph, parameters, samples.totalWeight());
  }

  private Planner planner(Problem problem) {
    return new Planner(problem.layout(), SampleShape.of(samples), settings.tile);
  }

  /** Distributes the samples if the plan fits the memory. */
  private DistributedProblem distribute(SparkSession spark, Problem problem, Plan plan) {
    JavaSparkContext context = context(spark);
    ClusterMemory.of(context).require(plan);
    return distribute(context, problem);
  }

  private DistributedProblem distribute(JavaSparkContext spark, Problem problem) {
    return placed
        .map(set -> new DistributedProblem(spark, problem, set, settings.kernels))
        .orElseGet(
            () ->
                new DistributedProblem(
                    spark, problem, SampleData.Local.of(samples), settings.kernels));
  }

  private static JavaSparkContext context(SparkSession spark) {
    Serializer serializer = SparkEnv.get().serializer();
    if (!(serializer instanceof JavaSerializer)) {
      throw Failure.input(
          "spark.serializer is %s, which cannot serialize the graph of an objective; start the session with %s"
              .formatted(serializer.getClass().getName(), JavaSerializer.class.getName()));
    }
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }
}
