package io.sparkhessian.curvature;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Tolerance;
import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.curvature.inputs.PackedTriangle;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.Reduction;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Hessians with respect to the features of each sample: both methods, differences, parts, and one
 * by hand.
 */
class InputHessiansTest {
  private static final int OBJECTIVES = 12;
  private static final double STEP = 1e-5;

  @ParameterizedTest
  @EnumSource(RandomObjective.Use.class)
  void bothWaysAndDifferencesAgree(RandomObjective.Use use) {
    for (long seed = 0; seed < OBJECTIVES; seed++) {
      RandomObjective objective = new RandomObjective(seed, true, use);
      Problem problem = objective.problem();
      Samples samples = objective.samples();
      InputFunction loss = InputFunction.ofLoss(problem);
      assertEquals(use != RandomObjective.Use.ELEMENTWISE, loss.sites().isPresent());
      check(loss, samples, differences(problem, loss, samples), objective + ", the loss");
      InputFunction output = InputFunction.ofOutput(problem, (int) seed % 4);
      check(output, samples, differences(problem, output, samples), objective + ", an output");
    }
  }

  /** All methods, and some columns in another order. */
  private static void check(
      InputFunction function, Samples samples, DMatrixRMaj expected, String context) {
    List<Samples> chunks = samples.chunks(3);
    DMatrixRMaj slow = hessians(function, InputChoice.DIRECTIONS, chunks);
    assertClose(expected, slow, Tolerance.DIFFERENCES, context + ": differences");
    DMatrixRMaj best = hessians(function, InputChoice.FEWER_FLOPS, chunks);
    assertClose(slow, best, Tolerance.ROUNDING, context + ": the best way");
    checkPart(function, slow, chunks, context);
    DMatrixRMaj traces = traces(slow, function.columns().length);
    DMatrixRMaj taylor = laplacians(function, InputChoice.DIRECTIONS, chunks);
    assertClose(traces, taylor, Tolerance.ROUNDING, context + ": Laplacian");
    if (function.sites().isPresent()) {
      DMatrixRMaj fast = hessians(function, InputChoice.SITES, chunks);
      assertClose(slow, fast, Tolerance.ROUNDING, context + ": by sites");
      DMatrixRMaj sums = laplacians(function, InputChoice.SITES, chunks);
      assertClose(traces, sums, Tolerance.ROUNDING, context + ": Laplacian by sites");
    }
  }

  private static void checkPart(
      InputFunction function, DMatrixRMaj whole, List<Samples> chunks, String context) {
    int[] columns = {2, 0};
    PackedTriangle triangle = new PackedTriangle(function.columns().length);
    DMatrixRMaj part = new DMatrixRMaj(whole.numRows, 3);
    for (int s = 0; s < whole.numRows; s++) {
      part.set(s, 0, whole.get(s, triangle.at(2, 2)));
      part.set(s, 1, whole.get(s, triangle.at(0, 2)));
      part.set(s, 2, whole.get(s, triangle.at(0, 0)));
    }
    for (InputChoice choice : choices(function)) {
      DMatrixRMaj rows = hessians(function.by(columns), choice, chunks);
      assertClose(part, rows, Tolerance.ROUNDING, context + ": columns by " + choice);
      DMatrixRMaj sums = laplacians(function.by(columns), choice, chunks);
      assertClose(traces(part, 2), sums, Tolerance.ROUNDING, context + ": their Laplacian");
    }
  }

  private static List<InputChoice> choices(InputFunction function) {
    return function.sites().isPresent()
        ? List.of(InputChoice.values())
        : List.of(InputChoice.FEWER_FLOPS, InputChoice.DIRECTIONS);
  }

  private static DMatrixRMaj hessians(
      InputFunction function, InputChoice choice, List<Samples> chunks) {
    return InputQuantities.all(
        InputDerivative.hessian(function, choice).rows(AtPoint.DENSE), chunks);
  }

  private static DMatrixRMaj laplacians(
      InputFunction function, InputChoice choice, List<Samples> chunks) {
    return InputQuantities.all(
        InputDerivative.laplacian(function, choice).rows(AtPoint.DENSE), chunks);
  }

  private static DMatrixRMaj traces(DMatrixRMaj packed, int edge) {
    DMatrixRMaj traces = new DMatrixRMaj(packed.numRows, 1);
    for (int s = 0; s < packed.numRows; s++) {
      double[] row = Arrays.copyOfRange(packed.data, s * packed.numCols, (s + 1) * packed.numCols);
      traces.set(s, 0, InputQuantities.trace(row, edge));
    }
    return traces;
  }

  /** Central differences of each sample's gradient along one feature after another. */
  private static DMatrixRMaj differences(Problem problem, InputFunction function, Samples samples) {
    int edge = function.columns().length;
    PackedTriangle triangle = new PackedTriangle(edge);
    DMatrixRMaj rows = new DMatrixRMaj(samples.count(), triangle.size());
    for (int column = 0; column < edge; column++) {
      DMatrixRMaj up = gradients(problem, function, moved(samples, column, STEP));
      DMatrixRMaj down = gradients(problem, function, moved(samples, column, -STEP));
      for (int s = 0; s < samples.count(); s++) {
        for (int row = 0; row <= column; row++) {
          double difference = (up.get(s, row) - down.get(s, row)) / (2 * STEP);
          rows.set(s, triangle.at(row, column), difference);
        }
      }
    }
    return rows;
  }

  private static Samples moved(Samples samples, int column, double step) {
    DMatrixRMaj features = samples.dense().copy();
    for (int s = 0; s < features.numRows; s++) {
      features.add(s, column, step);
    }
    return new Samples(features, samples.labels(), samples.weights());
  }

  private static DMatrixRMaj gradients(Problem problem, InputFunction function, Samples samples) {
    String gradient = Gradient.name(Leaf.SampleInput.FEATURES);
    Graph graph = function.function().gradient();
    Evaluator evaluator = problem.evaluator(graph, AtPoint.DENSE);
    evaluator.load(samples);
    Program program = Program.onChunk(graph, List.of(gradient));
    return evaluator.evaluate(program, Directions.none()).get(gradient).copy();
  }

  /** More samples than one chunk, several strips of columns and blocks of units. */
  @Test
  void manySamplesFeaturesAndUnits() {
    Random random = new Random(5);
    Objective network =
        new MultilayerPerceptron(List.of(40, 70, 3), Activation.SOFTPLUS, Loss.CROSS_ENTROPY, true);
    Samples samples = Matrices.samples(random, Matrices.normal(random, 300, 40), 3);
    AtPoint there = AtPoint.of(network, samples, Reduction.SUM, 0, point(random, 3083));
    InputFunction loss = InputFunction.ofLoss(there.problem());
    DMatrixRMaj slow = hessians(loss, InputChoice.DIRECTIONS, List.of(samples));
    DMatrixRMaj fast = hessians(loss, InputChoice.SITES, List.of(samples));
    assertClose(slow, fast, Tolerance.ROUNDING, "by sites");
    DMatrixRMaj laplacians = laplacians(loss, InputChoice.SITES, List.of(samples));
    assertClose(traces(slow, 40), laplacians, Tolerance.ROUNDING, "Laplacians");
    int[] columns = IntStream.range(0, 40).filter(i -> i % 3 != 1).toArray();
    DMatrixRMaj some = hessians(loss.by(columns), InputChoice.SITES, List.of(samples));
    DMatrixRMaj others = hessians(loss.by(columns), InputChoice.DIRECTIONS, List.of(samples));
    assertClose(others, some, Tolerance.ROUNDING, "some columns");
    assertTrue(
        InputDerivative.hessian(loss).flops(300).containsKey("input Hessians by directions"));
  }

  private static double[] point(Random random, int size) {
    return random.doubles(size, -0.3, 0.3).toArray();
  }

  /** p (1 − p) c cᵀ, whatever the weights of the samples. */
  @Test
  void logisticLossByHand() {
    Samples samples =
        new Samples(
            new DMatrixRMaj(new double[][] {{1, -2}, {0.5, 3}}),
            new DMatrixRMaj(new double[][] {{1}, {0}}),
            new DMatrixRMaj(new double[][] {{7}, {0}}));
    double[] theta = {0.4, -0.7, 0.1};
    AtPoint there =
        AtPoint.of(new LinearModel(Loss.LOGISTIC, 1, true), samples, Reduction.MEAN, 0.3, theta);
    DMatrixRMaj expected = new DMatrixRMaj(2, 3);
    for (int s = 0; s < 2; s++) {
      double z = 0.4 * samples.dense().get(s, 0) - 0.7 * samples.dense().get(s, 1) + 0.1;
      double curved = 1 / ((1 + Math.exp(z)) * (1 + Math.exp(-z)));
      double[] row = {curved * 0.16, curved * -0.28, curved * 0.49};
      System.arraycopy(row, 0, expected.data, 3 * s, 3);
    }
    InputFunction loss = InputFunction.ofLoss(there.problem());
    for (InputChoice choice : InputChoice.values()) {
      DMatrixRMaj rows = hessians(loss, choice, List.of(samples));
      assertClose(expected, rows, Tolerance.ROUNDING, "by " + choice);
    }
  }

  /** A diagonal Hessian, and functions without curvature. */
  @Test
  void simpleFunctions() {
    Samples samples =
        new Samples(
            new DMatrixRMaj(new double[][] {{1, 2, 3}}),
            new DMatrixRMaj(1, 0),
            new DMatrixRMaj(new double[][] {{1}}));
    Objective cubes =
        (g, features) -> {
          g.parameter("unused", 1, 1);
          return g.sum(g.power(g.features(3), 3));
        };
    assertEquals(List.of(6.0, 0.0, 0.0, 12.0, 0.0, 18.0), ofLoss(cubes, samples, 0));
    Objective line = (g, features) -> g.matMul(g.features(3), g.parameter("slopes", 3, 1));
    assertEquals(List.of(0.0, 0.0, 0.0, 0.0, 0.0, 0.0), ofLoss(line, samples, 1, 2, 3));
  }

  private static List<Double> ofLoss(Objective objective, Samples samples, double... point) {
    AtPoint there = AtPoint.of(objective, samples, Reduction.SUM, 0, point);
    InputFunction loss = InputFunction.ofLoss(there.problem());
    DMatrixRMaj rows = hessians(loss, InputChoice.FEWER_FLOPS, List.of(samples));
    DMatrixRMaj laplacians = laplacians(loss, InputChoice.FEWER_FLOPS, List.of(samples));
    assertEquals(InputQuantities.trace(rows.data, 3), laplacians.get(0));
    return Arrays.stream(rows.data).boxed().toList();
  }
}
