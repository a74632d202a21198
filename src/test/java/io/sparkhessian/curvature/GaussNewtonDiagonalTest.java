package io.sparkhessian.curvature;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.Tolerance;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares diagonals in a single pass with whole matrices by another path, and with results by
 * hand.
 */
class GaussNewtonDiagonalTest {
  private static final int FEATURES = 3;

  /** Models that use parameters other than at one linear site. */
  private static final Map<String, Objective> SHARED =
      Map.of(
          "one weight in three layers",
              (g, d) -> {
                Node w = g.parameter("w", d, d);
                Node b = g.intercept("b", d);
                Node x = g.tanh(g.add(g.matMulTransposed(g.features(d), w), b));
                Node y = g.tanh(g.add(g.matMulTransposed(x, w), b));
                return loss(g, g.add(g.matMulTransposed(y, w), x));
              },
          "one weight twice in a sum",
              (g, d) -> {
                Node w = g.parameter("w", d, d);
                Node x = g.matMulTransposed(g.features(d), w);
                return loss(g, g.add(x, g.matMulTransposed(g.sin(g.features(d)), w)));
              },
          "a weight and its transpose",
              (g, d) -> {
                Node w = g.parameter("w", d, d);
                return loss(g, g.matMul(g.tanh(g.matMulTransposed(g.features(d), w)), w));
              },
          "scale and bias are one",
              (g, d) -> {
                Node s = g.intercept("s", d);
                return loss(g, g.subtract(g.multiply(g.features(d), s), s));
              },
          "a weight that is a function too",
              (g, d) -> {
                Node w = g.parameter("w", d, d);
                Node x = g.tanh(g.matMulTransposed(g.features(d), w));
                return loss(g, g.matMulTransposed(x, g.exp(w)));
              },
          "a product of weights",
              (g, d) ->
                  loss(
                      g,
                      g.matMul(
                          g.features(d),
                          g.matMul(g.parameter("u", d, 24), g.parameter("v", 24, d)))),
          "a regulariser that couples elements",
              (g, d) -> {
                Node w = g.parameter("w", d, d);
                Node z = loss(g, g.matMulTransposed(g.features(d), w));
                return g.add(g.meanOverSamples(z), g.power(g.squaredNorm(w), 1.5));
              },
          "a row-wise loss of several outputs",
              (g, d) -> {
                Node z = g.output(g.matMulTransposed(g.features(d), g.parameter("w", 4, d)));
                return g.power(g.sum(g.exp(z)), 1.5);
              },
          "a parameter without influence",
              (g, d) -> {
                g.parameter("idle", 2, 2);
                return loss(g, g.matMulTransposed(g.features(d), g.parameter("w", d, d)));
              });

  private static Node loss(GraphBuilder g, Node z) {
    g.output(z);
    return g.subtract(g.logSumExp(z), g.gather(z, g.labels(1)));
  }

  static Stream<String> names() {
    return SHARED.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("names")
  void parametersOfEveryUse(String name) {
    Random random = new Random(name.hashCode());
    Samples samples = Matrices.samples(random, Matrices.normal(random, 7, FEATURES), FEATURES);
    double[] point = new double[200];
    Arrays.setAll(point, any -> 0.5 * random.nextGaussian());
    Objective objective = SHARED.get(name);
    Graph graph = ObjectiveGraph.of(objective, FEATURES, Reduction.MEAN, 0.2);
    double[] theta = Arrays.copyOf(point, ParameterLayout.of(graph).size());
    AtPoint there = AtPoint.of(objective, samples, Reduction.MEAN, 0.2, theta);
    check(there, name + ", seed " + name.hashCode());
  }

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {0, 10, 20})
  void randomModels(long first) {
    for (long seed = first; seed < first + 10; seed++) {
      RandomObjective objective = new RandomObjective(seed, true);
      check(new AtPoint(objective.problem(), objective.samples().chunks(3)), objective.toString());
    }
  }

  /** All losses, with one and several outputs. */
  @ParameterizedTest
  @EnumSource(Loss.class)
  void networks(Loss loss) {
    for (int outputs = loss == Loss.CROSS_ENTROPY ? 2 : 1; outputs < 5; outputs++) {
      long seed = 40L + outputs;
      Random random = new Random(seed);
      MultilayerPerceptron network =
          new MultilayerPerceptron(
              List.of(FEATURES, 4, 3, outputs), Activation.GELU, loss, outputs % 2 == 0);
      DMatrixRMaj labels = Matrices.whole(random, 2, 6, loss.labelColumns(outputs));
      Samples samples =
          new Samples(
              Matrices.normal(random, 6, FEATURES), labels, Matrices.uniform(random, 0, 2, 6, 1));
      int bias = outputs % 2 == 0 ? 7 + outputs : 0;
      double[] point = Matrices.normal(random, 1, 24 + 3 * outputs + bias).data;
      AtPoint there = AtPoint.of(network, samples, Reduction.MEAN, 0.1, point);
      check(there, "%s of %d outputs, seed %d".formatted(loss, outputs, seed));
    }
  }

  private static void check(AtPoint there, String context) {
    Problem problem = there.problem();
    if (!problem.objective().outputs().containsKey(ObjectiveGraph.LOSS)) {
      assertThrows(Failure.class, () -> GaussNewtonDiagonal.empiricalFisher(problem));
    } else {
      assertDiagonal(
          CurvatureMatrix.EMPIRICAL_FISHER.rows(problem),
          GaussNewtonDiagonal.empiricalFisher(problem),
          there.chunks(),
          context + ": empirical Fisher");
    }
    assertDiagonal(
        CurvatureRows.byDirections(problem, CurvatureMatrix.GAUSS_NEWTON),
        new GaussNewtonDiagonal(problem),
        there.chunks(),
        context + ": Gauss-Newton");
  }

  private static void assertDiagonal(
      CurvatureRows matrix, GaussNewtonDiagonal diagonal, List<Samples> chunks, String context) {
    int size = matrix.problem().layout().size();
    DMatrixRMaj rows = matrix.rows(0, size, chunks, AtPoint.DENSE);
    double[] expected = new double[size];
    Arrays.setAll(expected, i -> rows.get(i, i));
    assertClose(expected, diagonal.entries(chunks, AtPoint.DENSE), Tolerance.ROUNDING, context);
  }

  /** Sixty outputs of ninety units need 130 kB per sample, so chunks are split. */
  @Test
  void manyOutputsTakeFewSamplesAtOnce() {
    Random random = new Random(17);
    MultilayerPerceptron network =
        new MultilayerPerceptron(List.of(2, 90, 60), Activation.TANH, Loss.CROSS_ENTROPY, false);
    DMatrixRMaj labels = Matrices.whole(random, 60, 100, 1);
    Samples samples =
        new Samples(
            Matrices.normal(random, 100, 2), labels, Matrices.uniform(random, 0.5, 2, 100, 1));
    double[] point = Matrices.normal(random, 1, 180 + 5400).data;
    Problem problem = AtPoint.of(network, samples, Reduction.MEAN, 0, point).problem();
    GaussNewtonDiagonal diagonal = new GaussNewtonDiagonal(problem);
    assertEquals(diagonal.workingBytes(64), diagonal.workingBytes(256), "more samples at once");
    double[] whole = diagonal.entries(samples.chunks(100), AtPoint.DENSE);
    assertClose(
        diagonal.entries(samples.chunks(7), AtPoint.DENSE), whole, Tolerance.ROUNDING, "seed 17");
    double[] oneHot = new double[point.length];
    DMatrixRMaj direction = DMatrixRMaj.wrap(1, oneHot.length, oneHot);
    for (int i : new int[] {0, 100, 180, 5579}) {
      oneHot[i] = 1;
      DMatrixRMaj product =
          CurvatureMatrix.GAUSS_NEWTON
              .product(problem)
              .times(direction, samples.chunks(100), AtPoint.DENSE);
      assertClose(product.data[i], whole[i], Tolerance.ROUNDING, "entry " + i);
      oneHot[i] = 0;
    }
  }

  /** Σ_s w_s g_s², g_s the gradient of one sample alone. */
  @Test
  void theEmpiricalFisherDiagonalSumsSquaredGradients() {
    Random random = new Random(8);
    MultilayerPerceptron network =
        new MultilayerPerceptron(
            List.of(FEATURES, 4, 3), Activation.TANH, Loss.CROSS_ENTROPY, true);
    Samples samples = Matrices.samples(random, Matrices.normal(random, 9, FEATURES), 3);
    double[] point = Matrices.normal(random, 1, 31).data;
    AtPoint there = AtPoint.of(network, samples, Reduction.SUM, 0, point);
    double[] expected = new double[point.length];
    for (int s = 0; s < samples.count(); s++) {
      Samples one = samples.between(s, s + 1);
      double weight = one.weights().get(0);
      double[] g = LossAndGradient.of(there.problem(), List.of(one), AtPoint.DENSE).gradient();
      for (int i = 0; i < g.length; i++) {
        expected[i] += g[i] * g[i] / weight; // the gradient has the weight in it
      }
    }
    double[] entries =
        GaussNewtonDiagonal.empiricalFisher(there.problem()).entries(there.chunks(), AtPoint.DENSE);
    assertClose(expected, entries, Tolerance.ROUNDING, "seed 8");
  }

  /**
   * With logits so far apart that 1 − p is 1e-13, an entry p (1 − p) x² computed as a difference of
   * numbers around 1 would lose 13 digits.
   */
  @Test
  void saturatedProbabilitiesKeepTheirDigits() {
    Objective objective =
        (g, d) -> loss(g, g.matMulTransposed(g.features(d), g.parameter("w", 2, 1)));
    DMatrixRMaj one = new DMatrixRMaj(new double[][] {{1}});
    AtPoint there = AtPoint.of(objective, new Samples(one, one, one), Reduction.SUM, 0, 0, 30);
    double small = Math.exp(-30) / (1 + Math.exp(-30));
    double variance = small / (1 + Math.exp(-30));
    assertClose(
        new double[] {variance, variance},
        new GaussNewtonDiagonal(there.problem()).entries(there.chunks(), AtPoint.DENSE),
        Tolerance.ROUNDING,
        "saturated");
  }

  /** One forward pass per element: z = x (u v) takes at least 2 · 3 · 3 flops. */
  @Test
  void flopsIncludeDirections() {
    Objective objective = SHARED.get("a product of weights");
    Problem problem =
        new Problem(ObjectiveGraph.of(objective, FEATURES, Reduction.SUM, 0), new double[144], 1);
    GaussNewtonDiagonal diagonal = new GaussNewtonDiagonal(problem);
    double each = diagonal.flops(1).get("one-hot directions");
    assertTrue(each > 144 * (2 * 3 * 3 + 3), diagonal.flops(1)::toString);
    assertTrue(diagonal.workingBytes(256) > 64 * 256 * FEATURES * Double.BYTES);
  }

  /** ℓ = e^z, z = e^a x: the derivative overflows along a alone. */
  @Test
  void anOverflowAlongADirectionIsNamed() {
    Objective objective =
        (g, d) -> g.exp(g.output(g.multiply(g.exp(g.parameter("a", 1, 1)), g.features(1))));
    DMatrixRMaj one = new DMatrixRMaj(new double[][] {{1}});
    AtPoint there = AtPoint.of(objective, new Samples(one, one, one), Reduction.SUM, 0, 7);
    Failure failure =
        assertThrows(
            Failure.class,
            () -> new GaussNewtonDiagonal(there.problem()).entries(there.chunks(), AtPoint.DENSE));
    assertEquals(Failure.Kind.NUMBERS, failure.kind());
    assertTrue(
        failure.getMessage().startsWith("the Gauss-Newton diagonal is Infinity at parameter 0, a"),
        failure.getMessage());
    assertTrue(failure.getMessage().contains("the operation exp"), failure.getMessage());
  }
}
