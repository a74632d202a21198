package io.sparkhessian.curvature.inputs;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sparkhessian.Tolerance;
import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.SiteSteps;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Type;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compares Hessians with respect to the values of sites, from any later group on, with unit seeds
 * of the first group.
 */
class SiteHessiansTest {
  private static final DenseKernels DENSE = Kernels.of(KernelChoice.JAVA);
  private static final List<Integer> LAYERS = List.of(5, 7, 4, 6, 3);
  private static final int SAMPLES = 11;
  private static final long SEED = 29;

  /** Sizes that do not divide the number of samples. */
  private static final int PIECE = 4;

  private record Placed(InputSites sites, Map<String, DMatrixRMaj> parameters, Samples samples) {
    static Placed of(Objective objective, Random random) {
      Graph graph = ObjectiveGraph.of(objective, LAYERS.get(0), Reduction.SUM, 0);
      ParameterLayout layout = ParameterLayout.of(graph);
      GraphBuilder g = new GraphBuilder(graph);
      Node loss = graph.output(ObjectiveGraph.LOSS);
      Node sum = g.sumTo(loss, Type.scalar());
      Graph function = Graph.of(Map.of(SampleFunction.VALUE, loss, SampleFunction.SUM, sum));
      SiteSteps steps =
          SiteSteps.of(LinearSites.of(function, SampleFunction.SUM), SampleFunction.SUM);
      double[] point = random.doubles(layout.size(), -0.7, 0.7).toArray();
      int[] columns = IntStream.range(0, LAYERS.get(0)).toArray();
      DMatrixRMaj x = Matrices.normal(random, SAMPLES, LAYERS.get(0));
      return new Placed(
          InputSites.of(steps, layout, point, columns).orElseThrow(),
          layout.split(DMatrixRMaj.wrap(1, point.length, point)),
          Matrices.samples(random, x, 2));
    }

    /** M of the only group, with rows ordered by unit. */
    DMatrixRMaj hessians(int steps) {
      SiteHessians hessians = SiteHessians.of(sites, steps);
      Evaluator evaluator = new Evaluator(sites.steps().graph(), DENSE, parameters, SAMPLES);
      evaluator.load(samples);
      hessians.load(evaluator, SAMPLES);
      int units = sites.groups().get(0).units();
      DMatrixRMaj all = new DMatrixRMaj(SAMPLES, units * units);
      for (int from = 0; from < SAMPLES; from += PIECE) {
        int count = Math.min(PIECE, SAMPLES - from);
        List<double[]> piece = hessians.piece(from, count, DENSE);
        for (int unit = 0; unit < units && !piece.isEmpty(); unit++) {
          for (int s = 0; s < count; s++) {
            System.arraycopy(
                piece.get(0),
                (unit * count + s) * units,
                all.data,
                (from + s) * units * units + unit * units,
                units);
          }
        }
      }
      return all;
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void everyNumberOfStepsAgrees(Activation activation) {
    Random random = new Random(SEED);
    for (Loss loss : Loss.values()) {
      List<Integer> layers = new ArrayList<>(LAYERS);
      if (loss == Loss.LOGISTIC) {
        layers.set(layers.size() - 1, 1);
      }
      int labels = loss == Loss.CROSS_ENTROPY ? 1 : layers.get(layers.size() - 1);
      Placed placed = Placed.of(new MultilayerPerceptron(layers, activation, loss, true), random);
      Samples samples = placed.samples();
      Samples labelled =
          new Samples(
              samples.dense(), Matrices.whole(random, 2, SAMPLES, labels), samples.weights());
      placed = new Placed(placed.sites(), placed.parameters(), labelled);
      int steps = placed.sites().path().size();
      assertEquals(layers.size() - 2, steps, "a step each hidden layer");
      DMatrixRMaj expected = placed.hessians(0);
      for (int k = 1; k <= steps; k++) {
        assertClose(
            expected,
            placed.hessians(k),
            Tolerance.ROUNDING,
            "%s, %s, %d steps, seed %d".formatted(activation, loss, k, SEED));
      }
    }
  }

  /** A skip connection is a second use. */
  @Test
  void aValueWithTwoUsesIsNotAStep() {
    Objective residual =
        (g, features) -> {
          Node first = g.tanh(g.matMulTransposed(g.features(5), g.parameter("first", 4, 5)));
          Node second = g.tanh(g.matMulTransposed(first, g.parameter("second", 4, 4)));
          Node third = g.tanh(g.matMulTransposed(g.add(first, second), g.parameter("third", 3, 4)));
          return g.rowSum(g.multiply(third, third));
        };
    Placed placed = Placed.of(residual, new Random(SEED));
    assertEquals(0, placed.sites().path().size());
    assertInstanceOf(SeededHessians.class, SiteHessians.of(placed.sites()));
  }

  /** Only the steps have curvature, because the last value is the function itself. */
  @Test
  void aPathWithALinearEnd() {
    Objective linearEnd =
        (g, features) -> {
          Node hidden = g.tanh(g.matMulTransposed(g.features(5), g.parameter("first", 4, 5)));
          return g.matMulTransposed(hidden, g.parameter("second", 1, 4));
        };
    Placed placed = Placed.of(linearEnd, new Random(SEED));
    assertEquals(1, placed.sites().path().size());
    assertClose(placed.hessians(0), placed.hessians(1), Tolerance.ROUNDING, "seed " + SEED);
  }

  /**
   * Stepping back is cheaper for many units before few, seeds at the first group for few before
   * many.
   */
  @Test
  void choosesTheCheaperMethod() {
    Objective wide =
        new MultilayerPerceptron(List.of(5, 60, 2), Activation.TANH, Loss.CROSS_ENTROPY, true);
    assertInstanceOf(
        SteppedHessians.class, SiteHessians.of(Placed.of(wide, new Random(SEED)).sites()));
    Objective narrow =
        new MultilayerPerceptron(List.of(5, 2, 300, 80), Activation.TANH, Loss.CROSS_ENTROPY, true);
    assertInstanceOf(
        SeededHessians.class, SiteHessians.of(Placed.of(narrow, new Random(SEED)).sites()));
  }
}
