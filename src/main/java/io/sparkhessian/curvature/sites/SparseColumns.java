package io.sparkhessian.curvature.sites;

import io.sparkhessian.linalg.SparseRows;
import java.util.Optional;

/**
 * The rows of any site in the columns of a site with sparse features as inputs, which no seed
 * moves: (u_a ⊙ δ̇_b[p]) times U_b.
 */
final class SparseColumns implements Contribution {
  private final PlacedSite row;
  private final PlacedSite column;
  private final RowBlock rows;

  SparseColumns(PlacedSite row, PlacedSite column, RowBlock rows) {
    this.row = row;
    this.column = column;
    this.rows = rows;
  }

  @Override
  public void add(Workspace workspace, UnitTangents tangents) {
    Optional<Factor> dot = tangents.cotangent(column.group());
    if (dot.isEmpty()) {
      return;
    }
    int units = column.site().units();
    for (int i = tangents.from(); i < tangents.to(); i++) {
      int first = row.firstInput(i, rows.from());
      int count = row.firstInput(i, rows.to()) - first;
      for (int p = 0; p < units && count > 0; p++) {
        int dotRow = (i - tangents.from()) * units + p;
        if (!dot.get().isZero(dotRow) && isIn(p)) {
          add(workspace, dot.get(), dotRow, i, p, first, count);
        }
      }
    }
  }

  /** Whether a unit has a column in the window. */
  private boolean isIn(int unit) {
    return column.firstInput(unit, rows.window().start())
        < column.firstInput(unit, rows.window().end());
  }

  private void add(
      Workspace workspace, Factor dot, int dotRow, int i, int p, int first, int count) {
    ChunkFactors chunk = workspace.factors();
    int samples = chunk.samples();
    Factor u = chunk.input(row.site());
    double[] scaled = workspace.scaled(count * samples);
    double[] repeated = workspace.piece(count * samples);
    int from = u.at(row.inputRow(i, first));
    Factor.scale(scaled, 0, u.data(), from, dot.data(), dot.at(dotRow), count, samples, repeated);
    for (int e = 0; e < count; e++) {
      addRow(rows, row.index(i, first + e), scaled, e * samples, chunk.sparse(), column, p);
    }
  }

  /** Adds Σ_s left[from + s] u[s,q] to the columns of a unit that lie in the window. */
  static void addRow(
      RowBlock rows,
      int index,
      double[] left,
      int from,
      SparseRows u,
      PlacedSite column,
      int unit) {
    for (int s = 0; s < u.rows(); s++) {
      double factor = left[from + s];
      for (int k = u.start(s); factor != 0 && k < u.start(s + 1); k++) {
        int at = column.index(unit, u.column(k));
        if (at >= rows.window().start() && at < rows.window().end()) {
          rows.add(index, at, factor * u.value(k));
        }
      }
    }
  }
}
