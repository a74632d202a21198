package io.sparkhessian.curvature;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.Tolerance;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Type;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GaussNewtonTest {
  private static final DMatrixRMaj NUMBER_ONE = new DMatrixRMaj(new double[][] {{1}});
  private static final Samples ONE = new Samples(NUMBER_ONE, NUMBER_ONE, NUMBER_ONE);

  private static DMatrixRMaj gaussNewton(AtPoint there) {
    int size = there.problem().layout().size();
    return CurvatureMatrix.GAUSS_NEWTON
        .rows(there.problem())
        .rows(0, size, there.chunks(), AtPoint.DENSE);
  }

  /** z is linear in θ, so the matrix is the whole Hessian. */
  @ParameterizedTest
  @EnumSource(Loss.class)
  void equalsTheHessianOfALinearModel(Loss loss) {
    long seed = 11;
    Random random = new Random(seed);
    int outputs = loss == Loss.CROSS_ENTROPY ? 3 : 1;
    Samples samples = Matrices.samples(random, Matrices.normal(random, 9, 4), 2);
    double[] point = Matrices.normal(random, 1, 5 * outputs).data;
    AtPoint there =
        AtPoint.of(new LinearModel(loss, outputs, true), samples, Reduction.MEAN, 0.3, point);
    assertClose(there.hessian(), gaussNewton(there), Tolerance.ROUNDING, loss + ", seed " + seed);
  }

  /** z = a b, ℓ = eᶻ − 2z, at a = 2, b = 0: G = eᶻ (b, a)ᵀ(b, a), whereas H also has eᶻ − 2. */
  @Test
  void omitsTheCurvatureOfTheModel() {
    Objective objective =
        (g, features) -> {
          var a = g.parameter("a", 1, 1);
          var b = g.parameter("b", 1, 1);
          var z = g.output(g.multiply(g.multiply(g.features(1), a), b));
          return g.subtract(g.exp(z), g.multiply(2, z));
        };
    AtPoint there = AtPoint.of(objective, ONE, Reduction.SUM, 0.5, 2, 0);
    assertClose(
        new DMatrixRMaj(new double[][] {{0.5, 0}, {0, 4.5}}),
        gaussNewton(there),
        Tolerance.ROUNDING,
        "Gauss-Newton");
    assertClose(
        new DMatrixRMaj(new double[][] {{0.5, -1}, {-1, 4.5}}),
        there.hessian(),
        Tolerance.ROUNDING,
        "Hessian");
  }

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {0, 10, 20})
  void randomModels(long first) {
    for (long seed = first; seed < first + 10; seed++) {
      check(new RandomObjective(seed, true));
    }
  }

  private static void check(RandomObjective objective) {
    Problem problem = objective.problem();
    List<Samples> chunks = objective.samples().chunks(3);
    int size = problem.layout().size();
    String context = objective.toString();
    CurvatureRows fast = CurvatureMatrix.GAUSS_NEWTON.rows(problem);
    DMatrixRMaj rows = fast.rows(0, size, chunks, AtPoint.DENSE);
    DMatrixRMaj slow =
        CurvatureRows.byDirections(problem, CurvatureMatrix.GAUSS_NEWTON)
            .rows(0, size, chunks, AtPoint.DENSE);
    assertClose(slow, rows, Tolerance.ROUNDING, context + " rows by directions");
    DMatrixRMaj products =
        CurvatureMatrix.GAUSS_NEWTON
            .product(problem)
            .times(CommonOps_DDRM.identity(size), chunks, AtPoint.DENSE);
    assertClose(slow, products, Tolerance.ROUNDING, context + " products");
    Random random = new Random(objective.seed());
    for (int cut = 0; cut < 4; cut++) {
      RandomWindows.check(fast, slow, chunks, random, context);
    }
    assertClose(byDifferences(objective), slow, Tolerance.DIFFERENCES, context + " Jacobians");
  }

  /** Σ_s w_s J_sᵀ C_s J_s with Jacobians by differences and C of the loss as a function of z. */
  private static DMatrixRMaj byDifferences(RandomObjective objective) {
    Problem problem = objective.problem();
    Samples samples = objective.samples();
    int size = problem.layout().size();
    DMatrixRMaj sum = new DMatrixRMaj(size, size);
    double total = objective.seed() % 2 == 0 ? samples.totalWeight() : 1;
    for (int s = 0; s < samples.count(); s++) {
      Samples one = samples.between(s, s + 1);
      DMatrixRMaj z = model(problem, one);
      AtPoint loss =
          AtPoint.of(
              (g, features) ->
                  objective.loss(
                      g, g.broadcastTo(g.parameter("z", 1, z.numCols), Type.perSample(z.numCols))),
              one,
              Reduction.SUM,
              0,
              Matrices.numbers(z));
      DMatrixRMaj jacobian = new DMatrixRMaj(size, z.numCols);
      double step = Math.cbrt(Math.ulp(1.0));
      for (int i = 0; i < size; i++) {
        double[] oneHot = new double[size];
        oneHot[i] = 1;
        DMatrixRMaj ahead = model(problem.moved(step, oneHot), one);
        DMatrixRMaj behind = model(problem.moved(-step, oneHot), one);
        for (int k = 0; k < z.numCols; k++) {
          jacobian.set(i, k, (ahead.get(k) - behind.get(k)) / (2 * step));
        }
      }
      DMatrixRMaj half = new DMatrixRMaj(size, z.numCols);
      CommonOps_DDRM.mult(1 / total, jacobian, loss.hessian(), half);
      CommonOps_DDRM.multAddTransB(half, jacobian, sum);
    }
    return withPenalty(sum, problem, objective.seed() % 3 == 0 ? 0.2 : 0);
  }

  private static DMatrixRMaj withPenalty(DMatrixRMaj sum, Problem problem, double l2) {
    problem.objective().parameters().stream()
        .filter(leaf -> leaf.penalised())
        .map(leaf -> problem.layout().block(leaf.name()))
        .forEach(
            block -> {
              for (int i = block.offset(); i < block.end(); i++) {
                sum.add(i, i, l2);
              }
            });
    return sum;
  }

  private static DMatrixRMaj model(Problem problem, Samples sample) {
    Evaluator evaluator = problem.evaluator(problem.objective(), AtPoint.DENSE);
    evaluator.load(sample);
    Program program = Program.onChunk(problem.objective(), List.of(ObjectiveGraph.MODEL));
    return evaluator.evaluate(program, Directions.none()).get(ObjectiveGraph.MODEL).copy();
  }

  @Test
  void refusesAnObjectiveWithoutDeclaredOutput() {
    refused(
        (g, features) -> g.exp(g.rowSum(g.multiply(g.features(1), g.parameter("a", 1, 1)))),
        "objective: the Gauss-Newton matrix needs the model's output, which the objective does not"
            + " declare; call GraphBuilder.output in the define method");
  }

  @Test
  void refusesALossThatBypassesTheOutput() {
    refused(
        (g, features) -> {
          var a = g.parameter("a", 1, 1);
          return g.multiply(a, g.output(g.multiply(g.features(1), a)));
        },
        "other than through the model's output");
  }

  @Test
  void refusesAProductOfLossesAndParameters() {
    refused(
        (g, features) -> {
          var a = g.parameter("a", 1, 1);
          var z = g.output(g.multiply(g.features(1), a));
          return g.multiply(a, g.sumOverSamples(g.exp(z)));
        },
        "are not simply added");
  }

  @Test
  void refusesASharedOutput() {
    refused((g, features) -> g.exp(g.output(g.parameter("a", 1, 1))), "not one value per sample");
  }

  private static void refused(Objective objective, String message) {
    AtPoint there = AtPoint.of(objective, ONE, Reduction.SUM, 0, 1);
    Failure failure = assertThrows(Failure.class, () -> gaussNewton(there));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertTrue(failure.getMessage().contains(message), failure.getMessage());
  }
}
