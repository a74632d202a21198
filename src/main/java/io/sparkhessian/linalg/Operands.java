package io.sparkhessian.linalg;

import java.util.Objects;

/** Checks of the operands that every kernel makes before it touches memory. */
final class Operands {
  private Operands() {}

  static void check(View a, View b, View c) {
    boolean match = a.columns() == b.rows() && a.rows() == c.rows() && b.columns() == c.columns();
    if (!match || c.transposed()) {
      throw new IllegalArgumentException(
          "%d × %d times %d × %d into %s%d × %d"
              .formatted(
                  a.rows(),
                  a.columns(),
                  b.rows(),
                  b.columns(),
                  c.transposed() ? "a transposed " : "",
                  c.rows(),
                  c.columns()));
    }
    check(a);
    check(b);
    check(c);
  }

  private static void check(View view) {
    if (view.rows() == 0 || view.columns() == 0) {
      return;
    }
    int height = view.transposed() ? view.columns() : view.rows();
    int width = view.transposed() ? view.rows() : view.columns();
    if (view.stride() < width) {
      throw new IllegalArgumentException(
          "stride " + view.stride() + " is below the width " + width);
    }
    long end = view.offset() + (height - 1L) * view.stride() + width;
    Objects.checkFromToIndex(view.offset(), end, view.array().length);
  }

  /** C ← beta·C, without reading C when beta is zero. */
  static void scale(double beta, View c) {
    if (beta == 1) {
      return;
    }
    for (int i = 0; i < c.rows(); i++) {
      int start = c.offset() + i * c.stride();
      for (int j = start; j < start + c.columns(); j++) {
        c.array()[j] = beta == 0 ? 0 : beta * c.array()[j];
      }
    }
  }
}
