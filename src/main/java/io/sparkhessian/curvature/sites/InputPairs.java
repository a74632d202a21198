package io.sparkhessian.curvature.sites;

/**
 * The operand X[s,(j,q)] = u[s,j] v[s,q] of pairs of inputs, built in pieces that stay in the
 * second-level cache until the dgemm has read them.
 */
final class InputPairs {
  private final int left;
  private final int right;
  private final boolean triangle;

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
   * @param g a row a column of G, contiguous over the samples
   * @param sums C, of {@code gRows} × {@link #count}
   */
  void multiply(Workspace workspace, double[] g, int gRows, Factor u, Factor v, double[] sums) {
    int samples = u.samples();
    double[] piece = workspace.piece(KhatriRao.PIECE * samples);
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
      workspace
          .dense()
          .multiply(
              false, true, gRows, width, samples, g, 0, samples, piece, 0, samples, 1, sums, done,
              count());
    }
  }
}
