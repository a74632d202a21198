package io.sparkhessian.objective;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.Tolerance;
import io.sparkhessian.curvature.AtPoint;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActivationTest {

  /** f, f′ and f″ at x, computed with 50 digits. */
  private record Known(
      Activation activation, double x, double value, double first, double second) {}

  private static final List<Known> TABLE =
      List.of(
          new Known(
              Activation.TANH, 0.75, 0.6351489523872873, 0.5965858082813315, -0.7578417022780214),
          new Known(
              Activation.TANH, -1.5, -0.9051482536448664, 0.18070663892364852, 0.32713259728754784),
          new Known(
              Activation.SIGMOID,
              0.75,
              0.679178699175393,
              0.21789499376181404,
              -0.07808428307814441),
          new Known(
              Activation.SIGMOID,
              -1.5,
              0.18242552380635635,
              0.14914645207033286,
              0.09473021278475267),
          new Known(
              Activation.SOFTPLUS,
              0.75,
              1.1368710061148999,
              0.679178699175393,
              0.21789499376181404),
          new Known(
              Activation.SOFTPLUS,
              -1.5,
              0.2014132779827524,
              0.18242552380635635,
              0.14914645207033286),
          new Known(
              Activation.SILU, 0.75, 0.5093840243815447, 0.8425999444967535, 0.37722677521501974),
          new Known(
              Activation.SILU,
              -1.5,
              -0.2736382857095345,
              -0.041294154299142946,
              0.1561975849635367),
          new Known(
              Activation.GELU, 0.75, 0.5800294857173488, 0.9992257217392351, 0.43288505872253136),
          new Known(
              Activation.GELU,
              -1.5,
              -0.1002108019032871,
              -0.12746919222997952,
              -0.03237939891647293),
          new Known(Activation.RELU, 0.75, 0.75, 1, 0),
          new Known(Activation.RELU, -1.5, 0, 0, 0),
          new Known(Activation.IDENTITY, 0.75, 0.75, 1, 0));

  @Test
  void valuesAndDerivatives() {
    Set<Activation> seen = EnumSet.noneOf(Activation.class);
    for (Known known : TABLE) {
      AtPoint there =
          AtPoint.of(
              (g, features) -> known.activation().apply(g, g.parameter("x", 1, 1)), known.x());
      String context = known.toString();
      assertClose(known.value(), there.lossAndGradient().loss(), Tolerance.ROUNDING, context);
      assertClose(
          new double[] {known.first()},
          there.lossAndGradient().gradient(),
          Tolerance.ROUNDING,
          context);
      there.assertHessian(new double[][] {{known.second()}}, Tolerance.ROUNDING, context);
      seen.add(known.activation());
    }
    assertEquals(EnumSet.allOf(Activation.class), seen);
  }
}
