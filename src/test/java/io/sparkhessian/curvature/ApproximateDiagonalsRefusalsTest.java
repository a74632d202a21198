package io.sparkhessian.curvature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.Reduction;
import java.util.HashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Objectives without the diagonals of Becker and Le Cun and of HesScale. */
class ApproximateDiagonalsRefusalsTest {
  private static final DMatrixRMaj NUMBER_TWO = new DMatrixRMaj(new double[][] {{2}});
  private static final DMatrixRMaj NUMBER_ONE = new DMatrixRMaj(new double[][] {{1}});

  /** x = 2, y = 1, w = 1. */
  private static final Samples ONE = new Samples(NUMBER_TWO, NUMBER_ONE, NUMBER_ONE);

  @Test
  void refusesProductsOfValues() {
    assertRefused((g, x) -> g.multiply(g.tanh(x.apply("u")), x.apply("v")), "multiplies");
  }

  @Test
  void refusesADivisor() {
    assertRefused((g, x) -> g.divide(x.apply("u"), g.exp(x.apply("v"))), "divides");
  }

  @Test
  void refusesAParameterThatIsUsedTwice() {
    assertRefused(
        (g, x) -> g.add(x.apply("v"), g.tanh(g.multiply(x.apply("u"), x.apply("u").operand(1)))),
        "other than at one linear site");
  }

  private interface Site {
    Node apply(String parameter);
  }

  private interface Model {
    Node of(GraphBuilder g, Site site);
  }

  private static void assertRefused(Model model, String message) {
    Map<String, Node> parameters = new HashMap<>();
    Objective objective =
        (g, features) -> {
          parameters.clear();
          Node z =
              model.of(
                  g,
                  name ->
                      g.multiply(
                          g.features(1),
                          parameters.computeIfAbsent(name, each -> g.parameter(each, 1, 1))));
          return g.exp(g.output(z));
        };
    AtPoint there = AtPoint.of(objective, ONE, Reduction.SUM, 0, 1, 2);
    Failure failure = assertThrows(Failure.class, () -> new BeckerLeCunDiagonal(there.problem()));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertTrue(failure.getMessage().contains(message), failure.getMessage());
    assertTrue(
        failure
                .getMessage()
                .startsWith("objective: the diagonal of Becker and Le Cun cannot be computed: ")
            && failure.getMessage().endsWith("; compute the exact diagonal"),
        failure.getMessage());
  }

  @Test
  void refusesAnObjectiveWithoutDeclaredOutput() {
    Objective objective = (g, features) -> g.exp(g.multiply(g.features(1), g.parameter("a", 1, 1)));
    AtPoint there = AtPoint.of(objective, ONE, Reduction.SUM, 0, 1);
    Failure failure = assertThrows(Failure.class, () -> new HesScaleDiagonal(there.problem()));
    assertEquals(
        "objective: the HesScale diagonal needs the model's output, which the objective does not"
            + " declare; call GraphBuilder.output in the define method",
        failure.getMessage());
  }
}
