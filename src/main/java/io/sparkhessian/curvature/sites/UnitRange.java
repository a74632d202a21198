package io.sparkhessian.curvature.sites;

import io.sparkhessian.curvature.layout.Window;

/**
 * The units of a unit-major site in a window: the units {@code from} to {@code to − 1} have rows,
 * the units {@code start} to {@code end − 1} columns.
 */
record UnitRange(int from, int to, int start, int end) {
  static UnitRange of(PlacedSite site, Window window) {
    int offset = site.block().offset();
    int size = site.block().size();
    int inputs = site.site().inputs();
    int first = Math.max(window.from() - offset, 0);
    int last = Math.min(window.to() - offset, size);
    int left = Math.max(window.start() - offset, 0);
    int right = Math.min(window.end() - offset, size);
    int units = site.site().units();
    return new UnitRange(
        first >= last ? 0 : first / inputs,
        first >= last ? 0 : (last - 1) / inputs + 1,
        left >= right ? units : left / inputs,
        left >= right ? units : (right - 1) / inputs + 1);
  }

  int units() {
    return to - from;
  }

  /** The first unit p ≥ i with a column. */
  int firstWith(int i) {
    return Math.max(i, start);
  }

  /** Number of pairs (i, p) with i ≤ p and i before {@code unit}. */
  int pairsBefore(int unit) {
    int left = Math.max(0, Math.min(unit, start) - from);
    int first = Math.max(from, Math.min(unit, start));
    int count = unit - first;
    return left * (end - start) + count * end - (unit * (unit - 1) - first * (first - 1)) / 2;
  }

  int pairs() {
    return pairsBefore(to);
  }
}
