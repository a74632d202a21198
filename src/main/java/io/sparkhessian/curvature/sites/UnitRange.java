package io.sparkhessian.curvature.sites;

/** The units {@code from} to {@code to − 1} of a unit-major site that have a row in a block. */
record UnitRange(int from, int to, int units) {
  static UnitRange of(PlacedSite site, int fromRow, int toRow) {
    int first = Math.max(fromRow, site.block().offset()) - site.block().offset();
    int last = Math.min(toRow, site.block().end()) - site.block().offset();
    int inputs = site.site().inputs();
    return first >= last
        ? new UnitRange(0, 0, site.site().units())
        : new UnitRange(first / inputs, (last - 1) / inputs + 1, site.site().units());
  }

  /** Pairs (i, p) with i ≤ p of the units i of this range before {@code unit}. */
  int pairsBefore(int unit) {
    int count = unit - from;
    return count * units - (unit * (unit - 1) - from * (from - 1)) / 2;
  }

  int pairs() {
    return pairsBefore(to);
  }
}
