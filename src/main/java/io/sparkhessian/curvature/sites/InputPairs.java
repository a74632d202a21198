package io.sparkhessian.curvature.sites;

import io.sparkhessian.linalg.DenseKernels;

/**
 * The operand X[s,(j,q)] = u[s,j] v[s,q] of pairs of inputs, built in pieces that stay in the
 * second-level cache until the dgemm has read them.
 */
final class InputPairs {
  private final int left;
  private final int right;
  private final boolean triangle;
  private double[] piece = {};

  private InputPairs(int left, int right, boolean triangle) {
    this.left = left;
    this.right = right;
    this.triangle = triangle;
  }

  /** The pairs j ≤ q of one site's inputs. */
  static InputPairs ofOne(int inputs) {
    return new InputPairs(inputs, inputs, true);
  }

  /** All pairs of two sites' inputs. */
  static InputPairs ofTwo(int left, int right) {
    return new InputPairs(left, right, false);
  }

  int count() {
    return triangle ? left * (left + 1) / 2 : left * right;
  }

  /**
   * C ← C + Gᵀ X.
   *
   * @param g a row a column of G, contiguous over the samples, from {@code gOffset} on
   * @param sums C, of {@code gRows} × {@link #count}, from {@code offset} on
   */
  void multiply(
      DenseKernels dense,
      double[] g,
      int gOffset,
      int gRows,
      Factor u,
      Factor v,
      double[] sums,
      int offset) {
    int samples = u.samples();
    if (piece.length < KhatriRao.PIECE * samples) {
      piece = new double[KhatriRao.PIECE * samples];
    }
    int j = 0;
    int q = 0;
    for (int done = 0; done < count(); done += KhatriRao.PIECE) {
      int width = Math.min(KhatriRao.PIECE, count() - done);
      for (int c = 0; c < width; c++) {
        Factor.multiply(piece, c * samples, u.data(), u.at(j), v.data(), v.at(q), samples);
        q++;
        if (q == right) {
          j++;
          q = triangle ? j : 0;
        }
      }
      dense.multiply(
          false,
          true,
          gRows,
          width,
          samples,
          g,
          gOffset,
          samples,
          piece,
          0,
          samples,
          1,
          sums,
          offset + done,
          count());
    }
  }
}
