package io.sparkhessian.evaluate.kernels;

import java.util.Arrays;

/** Addition, subtraction, multiplication and division with broadcasting. */
final class BinaryKernels {
  /** Minimum row length for which a copy pays off. */
  private static final int SHORT = 24;

  private BinaryKernels() {}

  /**
   * An inner loop over arrays with a common offset, which the JVM vectorises only in this case. The
   * result may be one of the operands.
   */
  @FunctionalInterface
  private interface Aligned {
    void run(double[] out, double[] x, double[] y, int from, int to);
  }

  /** An inner loop with arbitrary offsets and strides 0 or 1. */
  @FunctionalInterface
  private interface Strided {
    void run(
        double[] out,
        int o,
        double[] x,
        int i,
        int iStep,
        double[] y,
        int j,
        int jStep,
        int length);
  }

  static void add(Call call) {
    run(
        call,
        (out, x, y, from, to) -> {
          for (int e = from; e < to; e++) {
            out[e] = x[e] + y[e];
          }
        },
        (out, o, x, i, iStep, y, j, jStep, length) -> {
          for (int e = 0; e < length; e++) {
            out[o + e] = x[i + e * iStep] + y[j + e * jStep];
          }
        });
  }

  static void subtract(Call call) {
    run(
        call,
        (out, x, y, from, to) -> {
          for (int e = from; e < to; e++) {
            out[e] = x[e] - y[e];
          }
        },
        (out, o, x, i, iStep, y, j, jStep, length) -> {
          for (int e = 0; e < length; e++) {
            out[o + e] = x[i + e * iStep] - y[j + e * jStep];
          }
        });
  }

  static void multiply(Call call) {
    run(
        call,
        (out, x, y, from, to) -> {
          for (int e = from; e < to; e++) {
            out[e] = x[e] * y[e];
          }
        },
        (out, o, x, i, iStep, y, j, jStep, length) -> {
          for (int e = 0; e < length; e++) {
            out[o + e] = x[i + e * iStep] * y[j + e * jStep];
          }
        });
  }

  static void divide(Call call) {
    run(
        call,
        (out, x, y, from, to) -> {
          for (int e = from; e < to; e++) {
            out[e] = x[e] / y[e];
          }
        },
        (out, o, x, i, iStep, y, j, jStep, length) -> {
          for (int e = 0; e < length; e++) {
            out[o + e] = x[i + e * iStep] / y[j + e * jStep];
          }
        });
  }

  private static void run(Call call, Aligned aligned, Strided strided) {
    Strides strides =
        new Strides(
            call.node().type(), call.type(0), call.type(1), call.directions(), call.samples());
    boolean xMoves = strides.leftMoves();
    boolean yMoves = strides.rightMoves();
    double[] x = call.operand(0);
    double[] y = call.operand(1);
    double[] out = call.out().data;
    int length = strides.length();
    strides.forEach(
        (o, i, j) -> {
          boolean xAligned = xMoves && i == o;
          boolean yAligned = yMoves && j == o;
          if (xAligned && yAligned) {
            aligned.run(out, x, y, o, o + length);
          } else if (length >= SHORT && yAligned) {
            copy(x, i, xMoves, out, o, length);
            aligned.run(out, out, y, o, o + length);
          } else if (length >= SHORT && xAligned) {
            copy(y, j, yMoves, out, o, length);
            aligned.run(out, x, out, o, o + length);
          } else {
            strided.run(out, o, x, i, xMoves ? 1 : 0, y, j, yMoves ? 1 : 0, length);
          }
        });
  }

  private static void copy(double[] from, int i, boolean moves, double[] out, int o, int length) {
    if (moves) {
      System.arraycopy(from, i, out, o, length);
    } else {
      Arrays.fill(out, o, o + length, from[i]);
    }
  }
}
