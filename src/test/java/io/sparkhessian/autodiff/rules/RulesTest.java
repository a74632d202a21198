package io.sparkhessian.autodiff.rules;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.Tolerance;
import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.autodiff.Tangent;
import io.sparkhessian.autodiff.Taylor;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Op;
import io.sparkhessian.graph.OpClasses;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares every derivative rule with central differences and with the other rules. */
class RulesTest {
  private static final int DIRECTIONS = 3;
  private static final String PASS = "pass";
  private static final String TANGENT = Tangent.name(PASS, CaseGraph.OUT);
  private static final double STEP = Math.cbrt(Math.ulp(1.0));

  private CaseGraph problem;
  private String context;
  private Random random;

  static List<OpCase> cases() {
    return OpCases.all();
  }

  private void start(OpCase row) {
    long seed = row.name().hashCode();
    random = new Random(seed);
    problem = new CaseGraph(row, random);
    context = row.name() + " with seed " + seed;
  }

  @Test
  void everyOperationHasACase() {
    Set<Class<? extends Op>> operations = new HashSet<>(OpClasses.under(Op.class));
    operations.removeAll(OpClasses.under(Leaf.class));
    assertEquals(operations, cases().stream().map(OpCase::covers).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tangentsAreDifferencesOfTheValue(OpCase row) {
    start(row);
    for (List<String> moved : subsets(problem.leaves)) {
      Graph derived = Tangent.of(problem.graph, PASS, moved, List.of(CaseGraph.OUT));
      Directions.Dense v = directions(moved);
      assertClose(
          differences(problem.graph, List.of(CaseGraph.OUT), v, false),
          along(derived, List.of(TANGENT), v),
          Tolerance.DIFFERENCES,
          context + " along " + moved);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void secondDerivativesAreDifferencesOfTheTangent(OpCase row) {
    start(row);
    for (List<String> moved : subsets(problem.leaves)) {
      Graph derived = Taylor.of(problem.graph, PASS, moved, List.of(CaseGraph.OUT));
      Graph tangent = Tangent.of(problem.graph, PASS, moved, List.of(CaseGraph.OUT));
      Directions.Dense v = directions(moved);
      assertClose(
          differences(tangent, List.of(TANGENT), v, true),
          along(derived, List.of(Taylor.name(PASS, CaseGraph.OUT)), v),
          Tolerance.DIFFERENCES,
          context + " along " + moved);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGradientIsTheTransposeOfTheTangent(OpCase row) {
    start(row);
    Directions.Dense v = directions(problem.leaves);
    Graph forward = Tangent.of(problem.graph, PASS, problem.leaves, List.of(CaseGraph.OUT));
    double[] gradient = gradient(CaseGraph.LINEAR);
    double[] u = Matrices.numbers(problem.u);
    double[] tangents = along(forward, List.of(TANGENT), v);
    for (int d = 0; d < DIRECTIONS; d++) {
      assertEquals(
          product(u, part(tangents, d)),
          product(gradient, flat(v, d)),
          Tolerance.ROUNDING * size(gradient, flat(v, d)),
          context);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGradientIsDifferencesOfTheValue(OpCase row) {
    start(row);
    Directions.Dense v = directions(problem.leaves);
    double[] gradient = gradient(CaseGraph.CURVED);
    double[] products = new double[DIRECTIONS];
    Arrays.setAll(products, d -> product(gradient, flat(v, d)));
    assertClose(
        differences(problem.graph, List.of(CaseGraph.CURVED), v, false),
        products,
        Tolerance.DIFFERENCES,
        context);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theTangentOfTheGradientIsItsDifferences(OpCase row) {
    start(row);
    Directions.Dense v = directions(problem.leaves);
    Graph reverse = Gradient.of(problem.graph, CaseGraph.CURVED, problem.leaves);
    assertClose(
        differences(reverse, gradients(), v, false),
        hessianTimes(v),
        Tolerance.DIFFERENCES,
        context);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void forwardOverReverseIsForwardToSecondOrder(OpCase row) {
    start(row);
    Directions.Dense v = directions(problem.leaves);
    double[] products = hessianTimes(v);
    Graph taylor = Taylor.of(problem.graph, PASS, problem.leaves, List.of(CaseGraph.CURVED));
    double[] seconds = along(taylor, List.of(Taylor.name(PASS, CaseGraph.CURVED)), v);
    for (int d = 0; d < DIRECTIONS; d++) {
      assertEquals(
          product(part(products, d), flat(v, d)),
          seconds[d],
          Tolerance.ROUNDING * size(part(products, d), flat(v, d)),
          context);
    }
  }

  private double[] gradient(String output) {
    Graph reverse = Gradient.of(problem.graph, output, problem.leaves);
    return problem.values(reverse, gradients(), problem.parameters);
  }

  private List<String> gradients() {
    return problem.leaves.stream().map(Gradient::name).toList();
  }

  private double[] hessianTimes(Directions.Dense v) {
    Graph reverse = Gradient.of(problem.graph, CaseGraph.CURVED, problem.leaves);
    Graph derived = Tangent.of(reverse, PASS, problem.leaves, gradients());
    return along(derived, gradients().stream().map(g -> Tangent.name(PASS, g)).toList(), v);
  }

  private double[] along(Graph derived, List<String> outputs, Directions.Dense v) {
    return problem.values(derived, outputs, problem.parameters, v);
  }

  private Directions.Dense directions(List<String> leaves) {
    Map<String, DMatrixRMaj> directions = new LinkedHashMap<>();
    for (String leaf : leaves) {
      DMatrixRMaj p = problem.parameters.get(leaf);
      directions.put(leaf, Matrices.normal(random, DIRECTIONS * p.numRows, p.numCols));
    }
    return new Directions.Dense(DIRECTIONS, directions);
  }

  /**
   * The central differences of the outputs, direction by direction.
   *
   * @param tangents whether the outputs are tangents, along the same direction
   */
  private double[] differences(
      Graph graph, List<String> outputs, Directions.Dense v, boolean tangents) {
    return IntStream.range(0, DIRECTIONS)
        .boxed()
        .flatMapToDouble(
            d -> {
              double[] ahead = moved(graph, outputs, STEP, v, d, tangents);
              double[] behind = moved(graph, outputs, -STEP, v, d, tangents);
              return IntStream.range(0, ahead.length)
                  .mapToDouble(i -> (ahead[i] - behind[i]) / (2 * STEP));
            })
        .toArray();
  }

  private double[] moved(
      Graph graph, List<String> outputs, double step, Directions.Dense v, int d, boolean tangents) {
    Map<String, DMatrixRMaj> there = problem.moved(step, v.tangents(), d);
    return tangents
        ? part(problem.values(graph, outputs, there, v), d)
        : problem.values(graph, outputs, there);
  }

  /** The elements of direction d. */
  private static double[] part(double[] all, int d) {
    int size = all.length / DIRECTIONS;
    return Arrays.copyOfRange(all, d * size, (d + 1) * size);
  }

  private static double[] flat(Directions.Dense v, int d) {
    return v.tangents().values().stream()
        .flatMapToDouble(all -> Arrays.stream(part(Matrices.numbers(all), d)))
        .toArray();
  }

  private static double product(double[] x, double[] y) {
    return IntStream.range(0, x.length).mapToDouble(i -> x[i] * y[i]).sum();
  }

  /** The scale of the product's rounding errors. */
  private static double size(double[] x, double[] y) {
    return IntStream.range(0, x.length).mapToDouble(i -> Math.abs(x[i] * y[i])).sum();
  }

  private static List<List<String>> subsets(List<String> leaves) {
    return leaves.size() == 1
        ? List.of(leaves)
        : Stream.concat(leaves.stream().map(List::of), Stream.of(leaves)).toList();
  }
}
