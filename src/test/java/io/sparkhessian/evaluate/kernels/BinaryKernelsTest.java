package io.sparkhessian.evaluate.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.sparkhessian.graph.Binary;
import io.sparkhessian.graph.Type;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class BinaryKernelsTest {
  private static final Map<Binary, DoubleBinaryOperator> FUNCTIONS =
      Map.of(
          new Binary.Add(), (x, y) -> x + y,
          new Binary.Subtract(), (x, y) -> x - y,
          new Binary.Multiply(), (x, y) -> x * y,
          new Binary.Divide(), (x, y) -> x / y);

  @Test
  void operandsOfAllTypesBroadcast() {
    Random random = new Random(1);
    for (Type left : Stack.types()) {
      for (Type right : Stack.types()) {
        FUNCTIONS.forEach(
            (op, function) -> {
              KernelRun run = new KernelRun(op, random, left, right);
              Stack x = run.operand(0);
              Stack y = run.operand(1);
              assertArrayEquals(
                  Stack.elements(
                      run.type,
                      (d, s, r, c) -> function.applyAsDouble(x.at(d, s, r, c), y.at(d, s, r, c))),
                  run.values(),
                  run.toString());
            });
      }
    }
  }
}
