package io.sparkhessian.curvature.sites;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns X[s,(j,q)] = u[s,j] v[s,q] for pairs of inputs of one or two sites.
 *
 * @param triangle whether only the pairs j ≤ q count
 */
record InputPairs(int left, int right, boolean triangle) {
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
   * Consecutive pairs (j, q) to (j, q + count − 1).
   *
   * @param at position of the first pair among the requested pairs
   */
  record Run(int at, int j, int q, int count) {}

  /** The pairs {@code from} to {@code to − 1} as runs. */
  List<Run> runs(int from, int to) {
    List<Run> runs = new ArrayList<>();
    int start = 0;
    for (int j = 0; j < left && start < to; j++) {
      int first = triangle ? j : 0;
      int end = start + right - first;
      int begin = Math.max(from, start);
      if (begin < Math.min(end, to)) {
        runs.add(new Run(begin - from, j, first + begin - start, Math.min(end, to) - begin));
      }
      start = end;
    }
    return runs;
  }

  /**
   * Builds the pairs {@code from} to {@code to − 1}, each contiguous over the samples.
   *
   * @param repeated a buffer as long as {@code piece}
   */
  void build(
      int from, int to, double[] u, double[] v, int samples, double[] piece, double[] repeated) {
    for (Run run : runs(from, to)) {
      int at = run.at() * samples;
      int q = run.q() * samples;
      Factor.scale(piece, at, v, q, u, run.j() * samples, run.count(), samples, repeated);
    }
  }
}
