package io.sparkhessian.curvature;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.Tolerance;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.curvature.layout.Window;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Columns;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.linalg.SparseRowsBuilder;
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
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares sparse features with equal dense features on the general path. */
class SparseFeaturesTest {
  private static final DenseKernels DENSE = Kernels.of(KernelChoice.JAVA);
  private static final int FEATURES = 9;
  private static final Columns SPARSE = Columns.ofFeatures(FEATURES).withNonzeros(2);
  private static final int SAMPLES = 23;
  private static final int CHUNK = 5;

  /** Sites of each kind and order that can pair with a sparse input. */
  private static final Map<String, Objective> OBJECTIVES =
      Map.of(
          "weights, then an intercept", (g, d) -> loss(g, linear(g, d, "w", "b")),
          "an intercept first",
              (g, d) -> {
                Node b = g.intercept("b", 2);
                return loss(g, g.add(g.matMulTransposed(g.features(d), g.parameter("w", 2, d)), b));
              },
          "inputs times units", (g, d) -> loss(g, g.matMul(g.features(d), g.parameter("w", d, 2))),
          "two layers", (g, d) -> loss(g, layer(g, g.tanh(linear(g, d, "w", "b")), "v", 2)),
          "the last layer's parameters first",
              (g, d) -> {
                Node v = g.parameter("v", 2, 2);
                return loss(g, g.matMulTransposed(g.tanh(linear(g, d, "w", "b")), v));
              },
          "features skip a layer",
              (g, d) -> {
                Node hidden = layer(g, g.tanh(linear(g, d, "w", "b")), "v", 2);
                return loss(g, g.add(hidden, linear(g, d, "skip", "c")));
              },
          "two products of the features multiplied",
              (g, d) ->
                  g.power(g.rowSum(g.multiply(linear(g, d, "w", "b"), linear(g, d, "v", "c"))), 2),
          "a weight used twice",
              (g, d) -> {
                Node w = g.parameter("w", d, d);
                Node first = g.sin(g.matMulTransposed(g.features(d), w));
                return g.rowSum(g.tanh(g.add(g.matMul(g.features(d), w), first)));
              });

  private static Node linear(GraphBuilder g, int d, String weight, String bias) {
    Node z = g.matMulTransposed(g.features(d), g.parameter(weight, 2, d));
    return g.add(z, g.intercept(bias, 2));
  }

  private static Node layer(GraphBuilder g, Node input, String weight, int units) {
    return g.matMulTransposed(input, g.parameter(weight, units, input.type().columns()));
  }

  private static Node loss(GraphBuilder g, Node z) {
    return g.subtract(g.logSumExp(z), g.gather(z, g.labels(1)));
  }

  static Stream<String> names() {
    return OBJECTIVES.keySet().stream().sorted();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void allQuantitiesAgree(String name) {
    Random random = new Random(name.hashCode());
    System.out.println(name + ": seed " + name.hashCode());
    Samples dense = samples(random);
    Samples sparse = sparse(dense);
    Objective objective = OBJECTIVES.get(name);
    Problem expected = problem(objective, dense, random);
    Problem actual =
        new Problem(
            ObjectiveGraph.of(objective, SPARSE, Reduction.MEAN, 0.1),
            expected.parameters(),
            sparse.totalWeight());
    check(expected, dense.chunks(CHUNK), actual, sparse.chunks(CHUNK), random, name);
  }

  private static void check(
      Problem expected,
      List<Samples> dense,
      Problem actual,
      List<Samples> sparse,
      Random random,
      String name) {
    int size = expected.layout().size();
    LossAndGradient first = LossAndGradient.of(expected, dense, DENSE);
    LossAndGradient second = LossAndGradient.of(actual, sparse, DENSE);
    assertClose(first.loss(), second.loss(), Tolerance.ROUNDING, name + " loss");
    assertClose(first.gradient(), second.gradient(), Tolerance.ROUNDING, name + " gradient");

    DMatrixRMaj hessian = CurvatureRows.byDirections(expected).rows(0, size, dense, DENSE);
    DMatrixRMaj general = CurvatureRows.byDirections(actual).rows(0, size, sparse, DENSE);
    assertClose(hessian, general, Tolerance.ROUNDING, name + " by directions");
    DMatrixRMaj vectors = CommonOps_DDRM.identity(size);
    DMatrixRMaj products = new CurvatureProduct(actual).times(vectors, sparse, DENSE);
    assertClose(hessian, products, Tolerance.ROUNDING, name + " products");

    checkFisher(expected, dense, actual, sparse, name);

    CurvatureRows full = new CurvatureRows(actual);
    assertTrue(
        full.flops(Window.ofRows(0, size, size), 1).keySet().stream()
            .anyMatch(form -> form.contains("sparse")),
        name);
    HessianDiagonal diagonal = new HessianDiagonal(actual);
    double largest = CommonOps_DDRM.elementMaxAbs(hessian);
    for (int cut = 0; cut < 6; cut++) {
      int from = cut == 0 ? 0 : random.nextInt(size);
      int to = cut == 0 ? size : from + 1 + random.nextInt(size - from);
      DMatrixRMaj part = CommonOps_DDRM.extract(hessian, from, to, from, size);
      DMatrixRMaj rows = full.rows(from, to, sparse, DENSE);
      assertClose(
          AtPoint.with(Matrices.numbers(part), largest),
          AtPoint.with(Matrices.numbers(rows), largest),
          Tolerance.ROUNDING,
          name + " rows " + from + " to " + to);
      double[] squares = new double[to - from];
      Arrays.setAll(squares, i -> part.get(i, i));
      double[] entries = diagonal.entries(from, to, sparse, DENSE);
      assertClose(
          AtPoint.with(squares, largest),
          AtPoint.with(entries, largest),
          Tolerance.ROUNDING,
          name + " diagonal " + from + " to " + to);
      RandomWindows.check(full, hessian, sparse, random, name);
    }
  }

  /** Compares the empirical Fisher matrix and diagonal of sparse and dense features. */
  private static void checkFisher(
      Problem expected, List<Samples> dense, Problem actual, List<Samples> sparse, String name) {
    int size = expected.layout().size();
    DMatrixRMaj fisher =
        CurvatureMatrix.EMPIRICAL_FISHER.rows(expected).rows(0, size, dense, DENSE);
    double[] squares = new double[size];
    Arrays.setAll(squares, i -> fisher.get(i, i));
    GaussNewtonDiagonal diagonal = GaussNewtonDiagonal.empiricalFisher(actual);
    assertClose(
        squares, diagonal.entries(sparse, DENSE), Tolerance.ROUNDING, name + " Fisher diagonal");
    assertTrue(
        diagonal.flops(1).keySet().stream().anyMatch(form -> form.contains("sparse"))
            || diagonal.flops(1).containsKey("one-hot directions"),
        name);
  }

  @Test
  void recursionsAgree() {
    Random random = new Random(4);
    Samples dense = samples(random);
    Samples sparse = sparse(dense);
    Objective network =
        new MultilayerPerceptron(
            List.of(FEATURES, 3, 2), Activation.TANH, Loss.CROSS_ENTROPY, true);
    Problem expected = problem(network, dense, random);
    Problem actual =
        new Problem(
            ObjectiveGraph.of(network, SPARSE, Reduction.MEAN, 0.1),
            expected.parameters(),
            sparse.totalWeight());
    assertClose(
        new HesScaleDiagonal(expected).entries(dense.chunks(CHUNK), DENSE),
        new HesScaleDiagonal(actual).entries(sparse.chunks(CHUNK), DENSE),
        Tolerance.ROUNDING,
        "HesScale, seed 4");
    assertClose(
        new BeckerLeCunDiagonal(expected).entries(dense.chunks(CHUNK), DENSE),
        new BeckerLeCunDiagonal(actual).entries(sparse.chunks(CHUNK), DENSE),
        Tolerance.ROUNDING,
        "Becker and Le Cun, seed 4");
    assertClose(
        new GaussNewtonDiagonal(expected).entries(dense.chunks(CHUNK), DENSE),
        new GaussNewtonDiagonal(actual).entries(sparse.chunks(CHUNK), DENSE),
        Tolerance.ROUNDING,
        "Gauss-Newton, seed 4");
  }

  private static Problem problem(Objective objective, Samples samples, Random random) {
    int size =
        ParameterLayout.of(ObjectiveGraph.of(objective, FEATURES, Reduction.MEAN, 0.1)).size();
    double[] point = Matrices.numbers(Matrices.normal(random, 1, size));
    return AtPoint.of(objective, samples, Reduction.MEAN, 0.1, point).problem();
  }

  /** Sparse samples with one feature that is always zero and one sample without nonzeros. */
  private static Samples samples(Random random) {
    DMatrixRMaj x = Matrices.normal(random, SAMPLES, FEATURES);
    for (int s = 0; s < SAMPLES; s++) {
      for (int j = 0; j < FEATURES; j++) {
        if (j == 4 || s == 7 || random.nextInt(4) > 0) {
          x.set(s, j, 0);
        }
      }
    }
    return Matrices.samples(random, x, 2);
  }

  private static Samples sparse(Samples dense) {
    SparseRowsBuilder rows = new SparseRowsBuilder();
    for (int s = 0; s < dense.count(); s++) {
      for (int j = 0; j < FEATURES; j++) {
        rows.add(j, dense.dense().get(s, j));
      }
      rows.endRow();
    }
    return new Samples(rows.build(FEATURES), dense.labels(), dense.weights());
  }

  /** The objective's definition refuses uses that need the zeros. */
  @Test
  void featuresOutsideAProductAreRefused() {
    Objective squares = (g, d) -> g.rowSum(g.multiply(g.parameter("w", 1, d), g.features(d)));
    Failure failure =
        assertThrows(Failure.class, () -> ObjectiveGraph.of(squares, SPARSE, Reduction.SUM, 0));
    assertTrue(failure.getMessage().contains("only products can use them"), failure.getMessage());
    assertTrue(
        ObjectiveGraph.of(squares, FEATURES, Reduction.SUM, 0).denseUseOfFeatures().isPresent());
  }
}
