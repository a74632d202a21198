package io.sparkhessian.evaluate.kernels;

import static io.sparkhessian.Tolerance.assertClose;

import io.sparkhessian.Tolerance;
import io.sparkhessian.graph.Product;
import io.sparkhessian.graph.Type;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProductKernelsTest {
  private final Random random = new Random(3);

  @Test
  void matMulOfAllTypes() {
    for (Type left : Stack.types()) {
      for (int outputs : new int[] {1, 2}) {
        for (boolean directional : new boolean[] {false, true}) {
          plain(left, new Type(directional, false, left.columns(), outputs));
          transposed(left, new Type(directional, false, outputs, left.columns()));
        }
      }
    }
  }

  private void plain(Type left, Type right) {
    KernelRun run = new KernelRun(new Product.MatMul(false), random, left, right);
    compare(
        run,
        left.columns(),
        (d, s, r, c, k) -> row(run, d, s, r, k) * run.operand(1).at(d, 0, k, c));
  }

  private void transposed(Type left, Type right) {
    KernelRun run = new KernelRun(new Product.MatMul(true), random, left, right);
    compare(
        run,
        left.columns(),
        (d, s, r, c, k) -> row(run, d, s, r, k) * run.operand(1).at(d, 0, c, k));
  }

  private static double row(KernelRun run, int d, int s, int r, int k) {
    return run.operand(0).at(d, s, r, k);
  }

  /** One term of a sum over k. */
  @FunctionalInterface
  private interface Term {
    double at(int d, int s, int r, int c, int k);
  }

  private static void compare(KernelRun run, int inner, Term term) {
    double[] expected =
        Stack.elements(
            run.type,
            (d, s, r, c) -> {
              double sum = 0;
              for (int k = 0; k < inner; k++) {
                sum += term.at(d, s, r, c, k);
              }
              return sum;
            });
    assertClose(expected, run.values(), Tolerance.ROUNDING, run.toString());
  }

  @Test
  void contractOfAllTypes() {
    for (Type left : Stack.types()) {
      for (Type right : Stack.types()) {
        if (left.perSample() == right.perSample() && left.rows() == right.rows()) {
          contract(left, right);
        }
      }
    }
  }

  private void contract(Type left, Type right) {
    KernelRun run = new KernelRun(new Product.Contract(), random, left, right);
    Stack a = run.operand(0);
    Stack b = run.operand(1);
    double[] expected =
        Stack.elements(
            run.type,
            (d, none, i, j) -> {
              double sum = 0;
              for (int s = 0; s < (left.perSample() ? Stack.SAMPLES : 1); s++) {
                for (int r = 0; r < left.rows(); r++) {
                  sum += a.at(d, s, r, i) * b.at(d, s, r, j);
                }
              }
              return sum;
            });
    assertClose(expected, run.values(), Tolerance.ROUNDING, run.toString());
    double[] more = Arrays.stream(expected).map(each -> each + 10).toArray();
    assertClose(more, run.added(), Tolerance.ROUNDING, "added " + run);
  }
}
