package io.sparkhessian.evaluate.kernels;

/** Add, subtract, multiply and divide, with operands repeated where they lack an axis. */
final class BinaryKernels {
  private BinaryKernels() {}

  /** One inner loop, from the given offsets, for this many elements. */
  @FunctionalInterface
  private interface Loop {
    void run(double[] out, int o, double[] x, int i, double[] y, int j, int length);
  }

  static void add(Call call) {
    run(
        call,
        (out, o, x, i, y, j, length) -> {
          for (int e = o; e < o + length; e++) {
            out[e] = x[e] + y[e];
          }
        },
        (out, o, x, i, y, j, length) -> {
          for (int e = 0; e < length; e++) {
            out[o + e] = x[i + e] + y[j + e];
          }
        },
        (out, o, x, i, y, j, length) -> {
          double fixed = x[i];
          for (int e = 0; e < length; e++) {
            out[o + e] = fixed + y[j + e];
          }
        },
        (out, o, x, i, y, j, length) -> {
          double fixed = y[j];
          for (int e = 0; e < length; e++) {
            out[o + e] = x[i + e] + fixed;
          }
        });
  }

  static void subtract(Call call) {
    run(
        call,
        (out, o, x, i, y, j, length) -> {
          for (int e = o; e < o + length; e++) {
            out[e] = x[e] - y[e];
          }
        },
        (out, o, x, i, y, j, length) -> {
          for (int e = 0; e < length; e++) {
            out[o + e] = x[i + e] - y[j + e];
          }
        },
        (out, o, x, i, y, j, length) -> {
          double fixed = x[i];
          for (int e = 0; e < length; e++) {
            out[o + e] = fixed - y[j + e];
          }
        },
        (out, o, x, i, y, j, length) -> {
          double fixed = y[j];
          for (int e = 0; e < length; e++) {
            out[o + e] = x[i + e] - fixed;
          }
        });
  }

  static void multiply(Call call) {
    run(
        call,
        (out, o, x, i, y, j, length) -> {
          for (int e = o; e < o + length; e++) {
            out[e] = x[e] * y[e];
          }
        },
        (out, o, x, i, y, j, length) -> {
          for (int e = 0; e < length; e++) {
            out[o + e] = x[i + e] * y[j + e];
          }
        },
        (out, o, x, i, y, j, length) -> {
          double fixed = x[i];
          for (int e = 0; e < length; e++) {
            out[o + e] = fixed * y[j + e];
          }
        },
        (out, o, x, i, y, j, length) -> {
          double fixed = y[j];
          for (int e = 0; e < length; e++) {
            out[o + e] = x[i + e] * fixed;
          }
        });
  }

  static void divide(Call call) {
    run(
        call,
        (out, o, x, i, y, j, length) -> {
          for (int e = o; e < o + length; e++) {
            out[e] = x[e] / y[e];
          }
        },
        (out, o, x, i, y, j, length) -> {
          for (int e = 0; e < length; e++) {
            out[o + e] = x[i + e] / y[j + e];
          }
        },
        (out, o, x, i, y, j, length) -> {
          double fixed = x[i];
          for (int e = 0; e < length; e++) {
            out[o + e] = fixed / y[j + e];
          }
        },
        (out, o, x, i, y, j, length) -> {
          double fixed = y[j];
          for (int e = 0; e < length; e++) {
            out[o + e] = x[i + e] / fixed;
          }
        });
  }

  /**
   * @param together both operands move, from the offset of the result: the JVM vectorises a loop
   *     over arrays only where it can see that they do not overlap
   */
  private static void run(
      Call call, Loop together, Loop bothMove, Loop leftFixed, Loop rightFixed) {
    Strides strides =
        new Strides(
            call.node().type(), call.type(0), call.type(1), call.directions(), call.samples());
    boolean both = strides.leftMoves() && strides.rightMoves();
    Loop loop = !strides.leftMoves() ? leftFixed : !strides.rightMoves() ? rightFixed : bothMove;
    double[] x = call.operand(0);
    double[] y = call.operand(1);
    double[] out = call.out().data;
    int length = strides.length();
    strides.forEach(
        (o, i, j) -> (both && o == i && o == j ? together : loop).run(out, o, x, i, y, j, length));
  }
}
