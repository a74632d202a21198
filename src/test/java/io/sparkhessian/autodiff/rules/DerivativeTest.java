package io.sparkhessian.autodiff.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.Tolerance;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Sums;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.OpClasses;
import io.sparkhessian.graph.Unary;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class DerivativeTest {

  /** f′ and f″ at x, computed with 700 digits. */
  private record Known(Unary op, double x, double first, double second) {}

  private static final List<Known> TABLE =
      List.of(
          new Known(new Unary.Negate(), 0.5, -1, 0),
          new Known(new Unary.Exp(), 0.5, 1.6487212707001282, 1.6487212707001282),
          new Known(new Unary.Exp(), -3, 0.049787068367863944, 0.049787068367863944),
          new Known(new Unary.Exp(), -800, 0, 0),
          new Known(new Unary.Log(), 0.25, 4, -16),
          new Known(new Unary.Log(), 1e+100, 1e-100, -1e-200),
          new Known(new Unary.Log1p(), -0.5, 2, -4),
          new Known(new Unary.Log1p(), 1e-09, 0.999999999, -0.9999999980000001),
          new Known(new Unary.Log1p(), 40, 0.024390243902439025, -0.000594883997620464),
          new Known(new Unary.Sqrt(), 0.3, 0.9128709291752769, -1.5214515486254616),
          new Known(new Unary.Sqrt(), 1000000, 0.0005, -2.5e-10),
          new Known(new Unary.Sin(), 0.7, 0.7648421872844885, -0.644217687237691),
          new Known(new Unary.Sin(), -40, -0.6669380616522619, 0.7451131604793488),
          new Known(new Unary.Cos(), 0.7, -0.644217687237691, -0.7648421872844885),
          new Known(new Unary.Cos(), -40, 0.7451131604793488, 0.6669380616522619),
          new Known(new Unary.Tanh(), 0.4, 0.8556387860811777, -0.6501981376737277),
          new Known(new Unary.Tanh(), -1.5, 0.18070663892364852, 0.32713259728754784),
          new Known(new Unary.Tanh(), 40, 7.219405551381661e-35, -1.4438811102763322e-34),
          new Known(new Unary.Tanh(), -800, 0, 0),
          new Known(new Unary.Sigmoid(), 0.4, 0.24026074574152914, -0.04742154162820856),
          new Known(new Unary.Sigmoid(), -1.5, 0.14914645207033286, 0.09473021278475267),
          new Known(new Unary.Sigmoid(), 40, 4.248354255291589e-18, -4.248354255291589e-18),
          new Known(new Unary.Sigmoid(), -40, 4.248354255291589e-18, 4.248354255291589e-18),
          new Known(new Unary.Sigmoid(), 800, 0, 0),
          new Known(new Unary.Sigmoid(), -800, 0, 0),
          new Known(new Unary.Softplus(), 0.4, 0.598687660112452, 0.24026074574152914),
          new Known(new Unary.Softplus(), -1.5, 0.18242552380635635, 0.14914645207033286),
          new Known(new Unary.Softplus(), 40, 1, 4.248354255291589e-18),
          new Known(new Unary.Softplus(), -40, 4.248354255291589e-18, 4.248354255291589e-18),
          new Known(new Unary.Softplus(), 800, 1, 0),
          new Known(new Unary.Softplus(), -800, 0, 0),
          new Known(new Unary.Erf(), 0.4, 0.9615412988393077, -0.7692330390714462),
          new Known(new Unary.Erf(), -1.5, 0.11893028922362937, 0.35679086767088813),
          new Known(new Unary.Erf(), 6, 2.617301239249265e-16, -3.1407614870991178e-15),
          new Known(new Unary.Erf(), -40, 0, 0),
          new Known(new Unary.Relu(), 2, 1, 0),
          new Known(new Unary.Relu(), -2, 0, 0),
          new Known(new Unary.Relu(), 0, 0, 0),
          new Known(new Unary.Step(), 2, 0, 0),
          new Known(new Unary.Step(), -2, 0, 0),
          new Known(new Unary.Power(2), -3, -6, 2),
          new Known(new Unary.Power(2), 0, 0, 2),
          new Known(new Unary.Power(3), -2, 12, -12),
          new Known(new Unary.Power(3), 0, 0, 0),
          new Known(new Unary.Power(-1), -4, -0.0625, -0.03125),
          new Known(new Unary.Power(-2), 0.5, -16, 96),
          new Known(new Unary.Power(0.5), 0.3, 0.9128709291752769, -1.5214515486254616),
          new Known(new Unary.Power(2.5), 2, 7.0710678118654755, 5.303300858899107),
          new Known(new Unary.Power(2.5), 0, 0, 0));

  @Test
  void knownDerivatives() {
    Set<Class<?>> seen = new HashSet<>();
    for (Known known : TABLE) {
      Derivative derivative = Derivative.of(known.op());
      check(known.first(), derivative.first(), known, "first");
      check(known.second(), derivative.second(), known, "second");
      seen.add(known.op().getClass());
    }
    assertEquals(OpClasses.under(Unary.class), seen);
  }

  private static void check(double expected, Derivative.Rule rule, Known known, String order) {
    double allowed = Tolerance.ROUNDING * Math.abs(expected);
    assertEquals(expected, value(rule, known), allowed, () -> order + " of " + known);
  }

  private static double value(Derivative.Rule rule, Known known) {
    GraphBuilder g = new GraphBuilder();
    Node x = g.parameter("x", 1, 1);
    Node y = g.add(known.op(), x);
    Node derivative = rule.apply(g, x, y);
    if (derivative == null) {
      return 0;
    }
    Graph graph = Graph.of(Map.of("out", derivative));
    Evaluator evaluator =
        new Evaluator(
            graph,
            Kernels.of(KernelChoice.JAVA),
            Map.of("x", new DMatrixRMaj(new double[][] {{known.x()}})),
            0);
    Sums sums = new Sums(Program.of(graph, List.of("out")), Directions.none());
    return evaluator.finish(sums).get("out").data[0];
  }
}
