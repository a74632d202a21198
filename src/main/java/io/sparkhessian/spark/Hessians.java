package io.sparkhessian.spark;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.FullHessian;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.HessianVectorProduct;
import io.sparkhessian.curvature.LossAndGradient;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.layout.DiagonalBlocks;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.sql.SparkSession;
import org.ejml.data.DMatrixRMaj;

/**
 * The library: second derivatives of an objective at given parameters, over given samples.
 * Immutable; each method gives a new one.
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
  private final Data data;
  private final Reduction reduction;
  private final double l2;
  private final OptionalInt tile;
  private final KernelChoice kernels;

  private Hessians(
      Objective objective,
      double[] parameters,
      Data data,
      Reduction reduction,
      double l2,
      OptionalInt tile,
      KernelChoice kernels) {
    this.objective = objective;
    this.parameters = parameters;
    this.data = data;
    this.reduction = reduction;
    this.l2 = l2;
    this.tile = tile;
    this.kernels = kernels;
  }

  /**
   * Starts from an objective at a point: no samples, mean over the samples, no penalty.
   *
   * @param parameters θ, in the order in which the objective makes its parameters
   */
  public static Hessians of(Objective objective, double[] parameters) {
    return new Hessians(
        objective,
        parameters.clone(),
        Data.of(Samples.none()),
        Reduction.MEAN,
        0,
        OptionalInt.empty(),
        KernelChoice.AUTO);
  }

  /**
   * Sums over these samples.
   *
   * @throws io.sparkhessian.Failure when a number is not finite, a weight is negative, or a label
   *     is none that the objective takes
   */
  public Hessians over(Samples samples) {
    return over(Data.of(samples));
  }

  /** Sums over samples that the executors hold already; the same checks are made. */
  public Hessians over(PlacedSamples samples) {
    return over(Data.of(samples));
  }

  private Hessians over(Data next) {
    SampleCheck.require(next.samples(), objective.labels());
    return new Hessians(objective, parameters, next, reduction, l2, tile, kernels);
  }

  /** Reduces the losses of the samples in this way. */
  public Hessians reducedBy(Reduction how) {
    return new Hessians(objective, parameters, data, how, l2, tile, kernels);
  }

  /** Adds penalty/2 · ‖θ‖² over all parameters but the intercepts; it is not negative. */
  public Hessians withL2(double penalty) {
    if (!(penalty >= 0) || Double.isInfinite(penalty)) {
      throw new IllegalArgumentException(
          "l2 is %s; give a finite number that is not negative".formatted(penalty));
    }
    return new Hessians(objective, parameters, data, reduction, penalty, tile, kernels);
  }

  /** Cuts the matrix into tiles of this edge. */
  public Hessians inTiles(int edge) {
    if (edge < 1) {
      throw new IllegalArgumentException("tiles of edge %d; give 1 or more".formatted(edge));
    }
    return new Hessians(objective, parameters, data, reduction, l2, OptionalInt.of(edge), kernels);
  }

  /** Chooses the dense kernels of the executors. */
  public Hessians with(KernelChoice choice) {
    return new Hessians(objective, parameters, data, reduction, l2, tile, choice);
  }

  /** F and its gradient, computed here. */
  public LossAndGradient lossAndGradient() {
    List<Samples> chunks = data.samples().chunks(Grouping.CHUNK);
    return LossAndGradient.sum(problem())
        .over(Grouping.of(data.samples()).of(chunks), Kernels.of(kernels));
  }

  /** The whole Hessian; it is computed on the executors when it is used. */
  public Hessian full(SparkSession spark) {
    FullHessian hessian = new FullHessian(problem());
    Plan plan = planner(hessian.problem()).hessian(hessian);
    return Hessian.distributed(context(spark), hessian, data, kernels, plan);
  }

  /** The blocks of the Hessian on its diagonal, one each parameter matrix. */
  public HessianBlocks tensorBlocks(SparkSession spark) {
    FullHessian hessian = new FullHessian(problem());
    return blocks(spark, hessian, DiagonalBlocks.tensors(hessian.problem().layout()));
  }

  /** The blocks of the Hessian on its diagonal, one each layer: a weight with its bias. */
  public HessianBlocks layerBlocks(SparkSession spark) {
    FullHessian hessian = new FullHessian(problem());
    return blocks(
        spark, hessian, DiagonalBlocks.layers(hessian.problem().layout(), hessian.sites()));
  }

  private HessianBlocks blocks(
      SparkSession spark, FullHessian hessian, List<DiagonalBlock> blocks) {
    Plan plan = planner(hessian.problem()).blocks(hessian, blocks);
    return HessianBlocks.distributed(context(spark), hessian, data, kernels, plan);
  }

  /** The exact diagonal, of length N. */
  public double[] diagonal(SparkSession spark) {
    HessianDiagonal diagonal = new HessianDiagonal(problem());
    Plan plan = planner(diagonal.problem()).diagonal(diagonal);
    return Hessian.diagonal(context(spark), diagonal, data, kernels, plan);
  }

  /**
   * The products of the Hessian with k vectors.
   *
   * @param vectors k × N, finite
   * @return k × N
   */
  public DMatrixRMaj products(SparkSession spark, DMatrixRMaj vectors) {
    try (HessianOperator operator = operator(spark)) {
      return operator.times(vectors);
    }
  }

  /** The Hessian as what multiplies vectors, again and again; to be closed. */
  public HessianOperator operator(SparkSession spark) {
    HessianVectorProduct product = new HessianVectorProduct(problem());
    return HessianOperator.distributed(
        context(spark), product, data, kernels, planner(product.problem()));
  }

  /**
   * Hessians by the features of each sample in place of the parameters.
   *
   * @throws Failure when the objective has no loss of a sample that is a function of its features
   */
  public InputHessians byInputs(SparkSession spark) {
    return InputHessians.ofLoss(context(spark), data, kernels, problem());
  }

  private Problem problem() {
    Graph graph = ObjectiveGraph.of(objective, data.samples().columns(), reduction, l2);
    return new Problem(graph, parameters, data.samples().totalWeight());
  }

  private Planner planner(Problem problem) {
    return new Planner(problem.layout(), SampleShape.of(data.samples()), tile);
  }

  private static JavaSparkContext context(SparkSession spark) {
    Serializer serializer = SparkEnv.get().serializer();
    if (!(serializer instanceof JavaSerializer)) {
      throw Failure.input(
          "spark.serializer is %s, which cannot send graphs; start the session with %s"
              .formatted(serializer.getClass().getName(), JavaSerializer.class.getName()));
    }
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }
}
