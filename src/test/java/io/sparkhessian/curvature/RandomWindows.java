package io.sparkhessian.curvature;

import static io.sparkhessian.Tolerance.assertClose;

import io.sparkhessian.Tolerance;
import io.sparkhessian.curvature.layout.Window;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Samples;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Random windows of a Hessian, to compare with parts of the whole matrix. */
public final class RandomWindows {
  private RandomWindows() {}

  /** A random window that starts at the diagonal or, equally often, to the right of the rows. */
  private static Window next(Random random, int size) {
    int from = random.nextInt(size);
    int to = from + 1 + random.nextInt(size - from);
    if (random.nextBoolean() && to < size) {
      int start = to + random.nextInt(size - to);
      return new Window(from, to, start, start + 1 + random.nextInt(size - start));
    }
    return Window.ofRows(from, to, to + random.nextInt(size - to + 1));
  }

  /** Compares a random window with the whole matrix, relative to its largest entry. */
  public static void check(
      CurvatureRows hessian,
      DMatrixRMaj whole,
      List<Samples> chunks,
      Random random,
      String context) {
    Window window = next(random, whole.numRows);
    DMatrixRMaj expected =
        CommonOps_DDRM.extract(whole, window.from(), window.to(), window.start(), window.end());
    DMatrixRMaj entries = hessian.entries(window, chunks, AtPoint.DENSE);
    double largest = CommonOps_DDRM.elementMaxAbs(whole);
    assertClose(
        AtPoint.with(Matrices.numbers(expected), largest),
        AtPoint.with(Matrices.numbers(entries), largest),
        Tolerance.ROUNDING,
        context + " " + window);
  }
}
