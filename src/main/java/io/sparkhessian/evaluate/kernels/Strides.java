package io.sparkhessian.evaluate.kernels;

import io.sparkhessian.graph.Type;

/**
 * Strides of two operands along the axes (direction, sample, row, column) of their common type; a
 * missing axis has stride 0. Axes that are contiguous in both operands are merged, which makes the
 * inner loop as long as possible; its strides are 0 or 1.
 */
final class Strides {
  private static final int AXES = 4;

  private final int[] extents = {1, 1, 1, 1};
  private final int[] left = new int[AXES];
  private final int[] right = new int[AXES];

  /** The inner loop, with the offsets of the result and the operands. */
  @FunctionalInterface
  interface Body {
    void run(int out, int left, int right);
  }

  Strides(Type common, Type leftType, Type rightType, int directions, int samples) {
    int[] all = extents(common, directions, samples);
    int[] a = strides(extents(leftType, directions, samples));
    int[] b = strides(extents(rightType, directions, samples));
    int group = AXES;
    for (int axis = AXES - 1; axis >= 0; axis--) {
      if (all[axis] == 1) {
        continue;
      }
      boolean follows =
          group < AXES
              && a[axis] == left[group] * extents[group]
              && b[axis] == right[group] * extents[group];
      if (follows) {
        extents[group] *= all[axis];
      } else {
        group--;
        extents[group] = all[axis];
        left[group] = a[axis];
        right[group] = b[axis];
      }
    }
  }

  /** The length of the inner loop. */
  int length() {
    return extents[AXES - 1];
  }

  /** Whether the left operand advances in the inner loop or stays at one number. */
  boolean leftMoves() {
    return left[AXES - 1] == 1 || length() == 1;
  }

  boolean rightMoves() {
    return right[AXES - 1] == 1 || length() == 1;
  }

  /** Runs the body for every position of the outer axes; the result is contiguous. */
  void forEach(Body body) {
    int out = 0;
    for (int i = 0; i < extents[0]; i++) {
      for (int j = 0; j < extents[1]; j++) {
        for (int k = 0; k < extents[2]; k++) {
          body.run(
              out,
              i * left[0] + j * left[1] + k * left[2],
              i * right[0] + j * right[1] + k * right[2]);
          out += length();
        }
      }
    }
  }

  private static int[] extents(Type type, int directions, int samples) {
    return new int[] {
      type.directional() ? directions : 1,
      type.perSample() ? samples : 1,
      type.rows(),
      type.columns()
    };
  }

  private static int[] strides(int[] own) {
    int[] strides = new int[AXES];
    int stride = 1;
    for (int axis = AXES - 1; axis >= 0; axis--) {
      strides[axis] = own[axis] == 1 ? 0 : stride;
      stride *= own[axis];
    }
    return strides;
  }
}
