package io.sparkhessian.curvature.sites;

import io.sparkhessian.curvature.layout.Window;
import io.sparkhessian.linalg.SparseRows;
import java.util.Optional;

/**
 * The entries on and above the diagonal within a site with sparse features as inputs, or between
 * two such sites: Σ_s δ̇⁽ⁱ⁾[s,p] u[s,j] u[s,q], one outer product of nonzeros per sample.
 */
final class SparseOuter implements Contribution {
  private final PlacedSite row;
  private final PlacedSite column;
  private final RowBlock rows;

  SparseOuter(PlacedSite row, PlacedSite column, RowBlock rows) {
    this.row = row;
    this.column = column;
    this.rows = rows;
  }

  @Override
  public void add(Workspace workspace, UnitTangents tangents) {
    Optional<Factor> found = tangents.cotangent(column.group());
    if (found.isEmpty()) {
      return;
    }
    Factor dot = found.get();
    SparseRows u = workspace.factors().sparse();
    int units = column.site().units();
    for (int i = tangents.from(); i < tangents.to(); i++) {
      int first = row.firstInput(i, rows.from());
      int last = row.firstInput(i, rows.to());
      for (int p = 0; p < units && first < last; p++) {
        int dotRow = (i - tangents.from()) * units + p;
        for (int s = 0; s < u.rows() && !dot.isZero(dotRow); s++) {
          addSample(u, s, dot.data()[dot.at(dotRow) + s], i, p, first, last);
        }
      }
    }
  }

  /**
   * Adds a sample to the inputs {@code first} to {@code last − 1} of unit i and all inputs of unit
   * p.
   */
  private void addSample(SparseRows u, int s, double dot, int i, int p, int first, int last) {
    double[] data = rows.data();
    Window window = rows.window();
    int step = column.site().inputStride();
    int zero = column.index(p, 0);
    int end = u.start(s + 1);
    int above = u.start(s);
    int right = end;
    while (right > above && zero + u.column(right - 1) * step >= window.end()) {
      right--;
    }
    for (int k = u.start(s); k < end; k++) {
      int j = u.column(k);
      if (j < first || j >= last) {
        continue;
      }
      int index = row.index(i, j);
      while (above < right && zero + u.column(above) * step < Math.max(index, window.start())) {
        above++;
      }
      double left = dot * u.value(k);
      int to = rows.at(index, zero);
      for (int q = above; q < right; q++) {
        data[to + u.column(q) * step] += left * u.value(q);
      }
    }
  }
}
