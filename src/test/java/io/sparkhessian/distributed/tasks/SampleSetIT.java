package io.sparkhessian.distributed.tasks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Failure;
import io.sparkhessian.SparkTestSession;
import io.sparkhessian.Tolerance;
import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.GradientDifferences;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.LossAndGradient;
import io.sparkhessian.curvature.NonFinite;
import io.sparkhessian.curvature.PartialSums;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.curvature.layout.Window;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.SampleGroup;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Quantities have the same bits for broadcast and for partitioned samples. */
class SampleSetIT {
  private static final long SEED = 7;
  private static final int COUNT = 1900;
  private static final Grouping GROUPING = new Grouping(512);

  private final JavaSparkContext spark =
      JavaSparkContext.fromSparkContext(SparkTestSession.get().sparkContext());
  private final Random random = new Random(SEED);
  private final Samples samples = samples();
  private final Problem problem = problem(0.1);

  private Samples samples() {
    DMatrixRMaj features = new DMatrixRMaj(COUNT, 5);
    DMatrixRMaj labels = new DMatrixRMaj(COUNT, 1);
    DMatrixRMaj weights = new DMatrixRMaj(COUNT, 1);
    for (int s = 0; s < COUNT; s++) {
      labels.data[s] = random.nextInt(3);
      weights.data[s] = random.nextDouble();
      for (int j = 0; j < 5; j++) {
        features.set(s, j, random.nextGaussian());
      }
    }
    return new Samples(features, labels, weights);
  }

  private Problem problem(double scale) {
    MultilayerPerceptron network =
        new MultilayerPerceptron(List.of(5, 4, 3), Activation.TANH, Loss.CROSS_ENTROPY, true);
    double[] theta = random.doubles(39, -scale, scale).toArray();
    return new Problem(
        ObjectiveGraph.of(network, 5, Reduction.MEAN, 0.3), theta, samples.totalWeight());
  }

  private List<SampleGroup> groups() {
    List<SampleGroup> groups = new ArrayList<>();
    for (List<Samples> chunks : GROUPING.of(samples.chunks(Grouping.CHUNK))) {
      groups.add(new SampleGroup(groups.size(), new ArrayList<>(chunks)));
    }
    return groups;
  }

  /** Sum of a quantity, made on an executor. */
  private interface Quantity<Q> extends Serializable {
    SampleSum<Q> of(Problem problem);
  }

  /** Numbers of a quantity that are compared. */
  private interface Numbers<Q> extends Serializable {
    double[] of(Q value);
  }

  private List<SampleSet> sampleSets(Tasks tasks, int slices) {
    List<SampleGroup> shuffled = groups();
    Collections.shuffle(shuffled, random);
    SampleSet broadcast =
        new BroadcastSamples(tasks.share(samples.chunks(Grouping.CHUNK)), GROUPING);
    return List.of(
        broadcast,
        broadcast.byGroups(spark),
        new PartitionedSamples(spark.parallelize(shuffled, slices), GROUPING));
  }

  /** Returns the numbers of a quantity, the same locally and for all sample sets. */
  private <Q> double[] sameInAllSets(Quantity<Q> quantity, Numbers<Q> numbers) {
    List<List<Samples>> local = GROUPING.of(samples.chunks(Grouping.CHUNK));
    double[] expected = numbers.of(quantity.of(problem).over(local, Kernels.of(KernelChoice.AUTO)));
    Problem sent = problem;
    for (int slices : new int[] {1, 3, 7}) {
      try (Tasks tasks = new Tasks(spark, KernelChoice.AUTO)) {
        for (SampleSet set : sampleSets(tasks, slices)) {
          List<double[]> results =
              set.each(
                  tasks,
                  List.of(1, 2),
                  any -> quantity.of(sent),
                  (any, value, dense) -> numbers.of(value));
          assertEquals(2, results.size());
          results.forEach(result -> assertArrayEquals(expected, result));
        }
      }
    }
    return expected;
  }

  @Test
  void gradients() {
    System.out.println("seed " + SEED);
    double[] gradient = sameInAllSets(LossAndGradient::sum, both -> both.gradient());
    double[] loss = sameInAllSets(LossAndGradient::sum, both -> new double[] {both.loss()});
    List<Samples> one = List.of(samples);
    LossAndGradient whole = LossAndGradient.of(problem, one, Kernels.of(KernelChoice.AUTO));
    Tolerance.assertClose(whole.gradient(), gradient, Tolerance.ROUNDING);
    Tolerance.assertClose(new double[] {whole.loss()}, loss, Tolerance.ROUNDING);
  }

  @Test
  void rowsByUnitSeedsAndByDirections() {
    int size = problem.layout().size();
    Window all = Window.ofRows(0, size, size);
    Window some = Window.ofRows(7, 22, size);
    Window beside = new Window(7, 22, 25, size - 1);
    double[] fast = sameInAllSets(at -> new CurvatureRows(at).sum(all, 256), rows -> rows.data);
    double[] general =
        sameInAllSets(at -> CurvatureRows.byDirections(at).sum(all, 256), rows -> rows.data);
    Tolerance.assertClose(general, fast, Tolerance.ROUNDING);
    sameInAllSets(at -> new CurvatureRows(at).sum(some, 256), rows -> rows.data);
    sameInAllSets(at -> new CurvatureRows(at).sum(beside, 256), rows -> rows.data);
  }

  @Test
  void diagonalsByUnitTaylorPassesAndByDirections() {
    int size = problem.layout().size();
    double[] fast =
        sameInAllSets(at -> new HessianDiagonal(at).sum(0, size, 256), entries -> entries);
    double[] general =
        sameInAllSets(at -> HessianDiagonal.byDirections(at).sum(0, size, 256), entries -> entries);
    Tolerance.assertClose(general, fast, Tolerance.ROUNDING);
  }

  @Test
  void productsAndDifferences() {
    DMatrixRMaj vectors = new DMatrixRMaj(1, problem.layout().size());
    vectors.data = random.doubles(vectors.numCols, -1, 1).toArray();
    double[] products =
        sameInAllSets(at -> new CurvatureProduct(at).sum(vectors, 0, 256), product -> product.data);
    double[] differences =
        sameInAllSets(
            at ->
                GradientDifferences.sum(
                    at, vectors.data, GradientDifferences.step(at, vectors.data)),
            product -> product);
    Tolerance.assertClose(products, differences, Tolerance.DIFFERENCES);
  }

  private <Q> void fails(Problem at, String line, Quantity<Q> quantity) {
    try (Tasks tasks = new Tasks(spark, KernelChoice.AUTO)) {
      for (SampleSet set : sampleSets(tasks, 3)) {
        Failure failure =
            assertThrows(
                Failure.class,
                () ->
                    set.each(tasks, List.of(1), any -> quantity.of(at), (any, value, dense) -> 0));
        assertEquals(line, failure.getMessage());
      }
    }
  }

  /** The square of a feature of the third group overflows. */
  @Test
  void whatIsNotFiniteIsFoundWhereverTheSamplesAre() {
    samples.dense().set(1300, 2, 1e160);
    LinearModel model = new LinearModel(Loss.SQUARED_ERROR, 1, true);
    Problem linear =
        new Problem(
            ObjectiveGraph.of(model, 5, Reduction.SUM, 0), new double[6], samples.totalWeight());
    String advice = "; look for an overflow or a log of zero at these parameters and data";
    String first =
        "the operation contract is the first to give Infinity at sample 1300 of the data (counted from 0)";
    fails(
        linear,
        "the Hessian is Infinity at (coefficients[2], coefficients[2])%s: along coefficients[2], %s"
            .formatted(advice, first),
        at -> new CurvatureRows(at).sum(Window.ofRows(0, 6, 6), 256));
    fails(
        linear,
        "the diagonal is Infinity at parameter 2, coefficients[2]%s: along coefficients[2], %s"
            .formatted(advice, first),
        at -> new HessianDiagonal(at).sum(0, 6, 256));
    DMatrixRMaj vectors = new DMatrixRMaj(new double[][] {{1, 0, 0, 0, 0, 0}, {0, 0, 1, 0, 0, 0}});
    fails(
        linear,
        "the product with vector 8 is Infinity at parameter 2, coefficients[2]"
            + advice
            + ", or for huge numbers in the vector: along the vector, "
            + first,
        at -> new CurvatureProduct(at).sum(vectors, 7, 256));
  }

  /** Fails in the group with the last samples. */
  private record Failing(SampleSum<LossAndGradient> sum) implements SampleSum<LossAndGradient> {
    @Override
    public PartialSums part(List<Samples> group, DenseKernels dense) {
      if (group.get(group.size() - 1).count() < Grouping.CHUNK) {
        throw Failure.numbers("planted");
      }
      return sum.part(group, dense);
    }

    @Override
    public LossAndGradient finish(PartialSums total, DenseKernels dense) {
      return sum.finish(total, dense);
    }

    @Override
    public Optional<NonFinite> nonFinite(LossAndGradient quantity) {
      return sum.nonFinite(quantity);
    }
  }

  @Test
  void theFailureOfAGroupIsThatOfTheQuantity() {
    Problem sent = problem;
    try (Tasks tasks = new Tasks(spark, KernelChoice.AUTO)) {
      for (SampleSet set : sampleSets(tasks, 2)) {
        Failure failure =
            assertThrows(
                Failure.class,
                () ->
                    set.each(
                        tasks,
                        List.of(1),
                        any -> new Failing(LossAndGradient.sum(sent)),
                        (any, value, dense) -> value.loss()));
        assertEquals("planted", failure.getMessage());
      }
    }
  }
}
