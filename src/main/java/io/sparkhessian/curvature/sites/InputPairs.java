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
    int room = KhatriRao.PIECE * samples;
    double[] piece = workspace.piece(room);
    double[] repeated = workspace.scaled(room);
    int even = KhatriRao.even(count());
    int j = 0;
    int q = 0;
    for (int done = 0; done < count(); done += even) {
      int width = Math.min(even, count() - done);
      for (int c = 0; c < width; ) {
        int run = Math.min(width - c, right - q);
        System.arraycopy(v.data(), v.at(q), piece, c * samples, run * samples);
        for (int r = c; r < c + run; r++) {
          System.arraycopy(u.data(), u.at(j), repeated, r * samples, samples);
        }
        c += run;
        q += run;
        if (q == right) {
          j++;
          q = triangle ? j : 0;
        }
      }
      // The JVM vectorises a loop over arrays only where all of them have the same offset.
      for (int e = 0; e < width * samples; e++) {
        piece[e] *= repeated[e];
      }
      workspace
          .dense()
          .multiply(
              false, true, gRows, width, samples, g, 0, samples, piece, 0, samples, 1, sums, done,
              count());
    }
  }
}
