package io.sparkhessian.evaluate.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.Tolerance;
import io.sparkhessian.graph.OpClasses;
import io.sparkhessian.graph.Type;
import io.sparkhessian.graph.Unary;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class UnaryKernelsTest {

  /** Values f(x) = y, computed with 50 digits. */
  private record Known(Unary op, double x, double y) {}

  private static final List<Known> TABLE =
      List.of(
          new Known(new Unary.Negate(), 2.5, -2.5),
          new Known(new Unary.Exp(), -1.25, 0.2865047968601901),
          new Known(new Unary.Log(), 2.5, 0.9162907318741551),
          new Known(new Unary.Log1p(), 1e-10, 9.9999999995e-11),
          new Known(new Unary.Log1p(), 1.5, 0.9162907318741551),
          new Known(new Unary.Sqrt(), 2, 1.4142135623730951),
          new Known(new Unary.Sin(), 2, 0.9092974268256817),
          new Known(new Unary.Cos(), 2, -0.4161468365471424),
          new Known(new Unary.Tanh(), 0.5, 0.46211715726000974),
          new Known(new Unary.Tanh(), 800, 1),
          new Known(new Unary.Sigmoid(), 0.5, 0.6224593312018546),
          new Known(new Unary.Sigmoid(), 40, 1),
          new Known(new Unary.Sigmoid(), -40, 4.248354255291589e-18),
          new Known(new Unary.Sigmoid(), 800, 1),
          new Known(new Unary.Sigmoid(), -700, 9.85967654375977e-305),
          new Known(new Unary.Sigmoid(), -800, 0),
          new Known(new Unary.Softplus(), 0.5, 0.9740769841801067),
          new Known(new Unary.Softplus(), 40, 40),
          new Known(new Unary.Softplus(), -40, 4.248354255291589e-18),
          new Known(new Unary.Softplus(), 800, 800),
          new Known(new Unary.Softplus(), -800, 0),
          new Known(new Unary.Erf(), 0.5, 0.5204998778130465),
          new Known(new Unary.Erf(), -2, -0.9953222650189527),
          new Known(new Unary.Erf(), 40, 1),
          new Known(new Unary.Relu(), 2.5, 2.5),
          new Known(new Unary.Relu(), -2.5, 0),
          new Known(new Unary.Relu(), 0, 0),
          new Known(new Unary.Step(), 2.5, 1),
          new Known(new Unary.Step(), -2.5, 0),
          new Known(new Unary.Step(), 0, 0),
          new Known(new Unary.Power(2), -3, 9),
          new Known(new Unary.Power(-1), -4, -0.25),
          new Known(new Unary.Power(-2), -4, 0.0625),
          new Known(new Unary.Power(3), -2, -8),
          new Known(new Unary.Power(2.5), 2, 5.656854249492381));

  @Test
  void knownValues() {
    Set<Class<?>> seen = new HashSet<>();
    for (Known known : TABLE) {
      DoubleUnaryOperator function =
          UnaryKernels.TABLE.get(known.op().getClass()).apply(known.op());
      double allowed = Tolerance.ROUNDING * Math.abs(known.y());
      assertEquals(known.y(), function.applyAsDouble(known.x()), allowed, known.toString());
      seen.add(known.op().getClass());
    }
    assertEquals(OpClasses.under(Unary.class), seen);
  }

  @Test
  void everyElementOfEveryTypeIsReached() {
    for (Type type : Stack.types()) {
      KernelRun run = new KernelRun(new Unary.Negate(), new Random(4), type);
      assertArrayEquals(
          Stack.elements(type, (d, s, r, c) -> -run.operand(0).at(d, s, r, c)),
          run.values(),
          run.toString());
    }
  }
}
