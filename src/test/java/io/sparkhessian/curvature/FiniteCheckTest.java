package io.sparkhessian.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Failure;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.Reduction;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class FiniteCheckTest {
  private static final String ADVICE =
      "; look for an overflow or a log of zero at these parameters and data";

  private static final String IN_PRODUCTS = ", or for huge numbers in the vector";

  private static void fails(String message, Executable computation) {
    Failure failure = assertThrows(Failure.class, computation);
    assertEquals(Failure.Kind.NUMBERS, failure.kind());
    String advice = message.contains("product") ? ADVICE + IN_PRODUCTS : ADVICE;
    String said = failure.getMessage();
    assertEquals(message + advice, said.substring(0, Math.max(said.indexOf(": "), 0)), said);
  }

  /** x² + eᵖ, whose derivatives at e = 0 are infinite from some order on. */
  private static AtPoint atTheEdge(double p) {
    Objective objective =
        (g, features) ->
            g.add(g.squaredNorm(g.parameter("x", 1, 2)), g.power(g.parameter("edge", 1, 1), p));
    return AtPoint.of(objective, 3, 4, 0);
  }

  @Test
  void aLossThatOverflows() {
    Samples samples =
        new Samples(
            new DMatrixRMaj(new double[][] {{1000}}),
            new DMatrixRMaj(1, 1),
            new DMatrixRMaj(new double[][] {{1}}));
    AtPoint there =
        AtPoint.of(new LinearModel(Loss.POISSON, 1, false), samples, Reduction.MEAN, 0, 1);
    fails("the loss is Infinity", there::lossAndGradient);
  }

  @Test
  void aLossThatIsNaN() {
    AtPoint there = AtPoint.of((g, features) -> g.log(g.parameter("a", 1, 1)), -1);
    fails("the loss is NaN", there::lossAndGradient);
  }

  @Test
  void aGradientWhoseNormOverflows() {
    Objective steep =
        (g, features) ->
            g.sum(
                g.multiply(
                    g.constant(new double[][] {{1.5e308, 1.5e308}}), g.parameter("x", 1, 2)));
    AtPoint there = AtPoint.of(steep, 0.1, 0.1);
    Failure failure = assertThrows(Failure.class, there::lossAndGradient);
    assertEquals("the norm of the gradient is Infinity" + ADVICE, failure.getMessage());
  }

  @Test
  void aMeanOverNothing() {
    Samples weightless =
        new Samples(
            new DMatrixRMaj(new double[][] {{2}}), new DMatrixRMaj(1, 1), new DMatrixRMaj(1, 1));
    LinearModel model = new LinearModel(Loss.POISSON, 1, true);
    Failure failure =
        assertThrows(Failure.class, () -> AtPoint.of(model, weightless, Reduction.MEAN, 0, 1, 1));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertEquals(
        "samples: the total weight is 0.0, so there is no mean; give at least one sample a positive weight",
        failure.getMessage());
    AtPoint sum = AtPoint.of(model, weightless, Reduction.SUM, 0, 1, 1);
    assertEquals(0, sum.lossAndGradient().loss());
  }

  @Test
  void aGradientThatIsInfinite() {
    fails("the gradient is Infinity at parameter 2, edge", () -> atTheEdge(0.5).lossAndGradient());
  }

  @Test
  void usesTheParameterNamesOfTheObjective() {
    AtPoint steep = named(atTheEdge(0.5));
    fails("the gradient is Infinity at parameter 2, age of edge", steep::lossAndGradient);
    AtPoint thereToo = named(atTheEdge(1.5));
    fails("the Hessian is Infinity at (age of edge, age of edge)", () -> thereToo.hessian());
    fails("the diagonal is Infinity at parameter 2, age of edge", thereToo::diagonal);
    fails(
        "the Hessian-vector product is Infinity at parameter 2, age of edge",
        () -> thereToo.times(1, 1, 1));
    DMatrixRMaj vector = new DMatrixRMaj(new double[][] {{1, 1, 1}});
    fails(
        "the product with vector 7 is Infinity at parameter 2, age of edge",
        () ->
            new CurvatureProduct(thereToo.problem())
                .sum(vector, 7, 1)
                .over(List.of(thereToo.chunks()), AtPoint.DENSE));
    assertThrows(IllegalArgumentException.class, () -> steep.problem().named(List.of("height")));
  }

  private static AtPoint named(AtPoint there) {
    Problem named = there.problem().named(List.of("height", "weight", "age"));
    return new AtPoint(named.moved(0, new double[3]), there.chunks());
  }

  @Test
  void secondDerivativesThatAreInfinite() {
    AtPoint there = atTheEdge(1.5);
    assertArrayEquals(new double[] {6, 8, 0}, there.lossAndGradient().gradient());
    fails("the Hessian is Infinity at (edge, edge)", there::hessian);
    fails("the diagonal is Infinity at parameter 2, edge", there::diagonal);
  }

  @Test
  void rowsThatStartLater() {
    AtPoint there = atTheEdge(1.5);
    CurvatureRows full = new CurvatureRows(there.problem());
    HessianDiagonal diagonal = new HessianDiagonal(there.problem());
    fails(
        "the Hessian is Infinity at (edge, edge)",
        () -> full.rows(1, 3, there.chunks(), AtPoint.DENSE));
    fails(
        "the diagonal is Infinity at parameter 2, edge",
        () -> diagonal.entries(1, 3, there.chunks(), AtPoint.DENSE));
  }

  @Test
  void finiteRowsAreReturned() {
    AtPoint there = atTheEdge(1.5);
    assertArrayEquals(
        new double[] {2, 2},
        new HessianDiagonal(there.problem()).entries(0, 2, there.chunks(), AtPoint.DENSE));
    assertArrayEquals(
        new double[] {2, 0, 0, 0, 2, 0},
        new CurvatureRows(there.problem()).rows(0, 2, there.chunks(), AtPoint.DENSE).data);
  }

  @Test
  void aMatrixOfParametersIsNamedByRowAndColumn() {
    AtPoint there = AtPoint.of((g, features) -> g.sum(g.sqrt(g.parameter("m", 2, 2))), 1, 1, 0, 1);
    fails("the gradient is Infinity at parameter 2, m[1,0]", there::lossAndGradient);
  }

  @Test
  void anInfinityIsNamedRatherThanTheNaNsAroundIt() {
    AtPoint there =
        AtPoint.of((g, features) -> g.sum(g.power(g.parameter("m", 2, 2), 1.5)), 1, 1, 0, 1);
    fails("the Hessian is Infinity at (m[1,0], m[1,0])", there::hessian);
    fails("the diagonal is Infinity at parameter 2, m[1,0]", there::diagonal);
    fails(
        "the Hessian-vector product is Infinity at parameter 2, m[1,0]",
        () -> there.times(1, 1, 1, 1));
  }
}
