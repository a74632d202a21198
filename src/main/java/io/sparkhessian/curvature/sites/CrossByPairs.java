package io.sparkhessian.curvature.sites;

import java.util.Optional;

/**
 * The columns of another site by one dgemm GᵀX for all seeded units together: G[s,(i,p)] =
 * δ̇⁽ⁱ⁾[s,p] and X[s,(j,q)] = u_a[s,j] u_b[s,q], which serves every unit of the rows. For sites
 * with few inputs, where a seed moves at most its own column of u_b: that second term, δ_b[p]
 * u̇_b[q], is a small product a unit.
 */
final class CrossByPairs implements Contribution {
  private final PlacedSite row;
  private final PlacedSite column;
  private final RowBlock rows;
  private final UnitRange units;
  private final int rowInputs;
  private final int columnUnits;
  private final int columnInputs;
  private final InputPairs pairs;

  /** Σ_s G[s,(i,p)] X[s,(j,q)], a row a pair (i,p). */
  private final double[] sums;

  private double[] left = {};
  private double[] product = {};
  private boolean filled;

  CrossByPairs(PlacedSite row, PlacedSite column, RowBlock rows) {
    this.row = row;
    this.column = column;
    this.rows = rows;
    this.units = UnitRange.of(row, rows.from(), rows.to());
    this.rowInputs = row.site().inputs();
    this.columnUnits = column.site().units();
    this.columnInputs = column.site().inputs();
    this.pairs = InputPairs.ofTwo(rowInputs, columnInputs);
    this.sums = new double[(units.to() - units.from()) * columnUnits * pairs.count()];
  }

  @Override
  public void add(Workspace workspace, UnitTangents tangents) {
    int first = Math.max(tangents.from(), units.from());
    int last = Math.min(tangents.to(), units.to());
    if (first >= last) {
      return;
    }
    int samples = workspace.factors().samples();
    Optional<Factor> dot = tangents.cotangent(column.group());
    if (dot.isPresent()) {
      int of = columnUnits * samples;
      if (left.length < (units.to() - units.from()) * of) {
        left = new double[(units.to() - units.from()) * of];
      }
      int row = dot.get().at((first - tangents.from()) * columnUnits);
      int to = (first - units.from()) * of;
      System.arraycopy(dot.get().data(), row, left, to, (last - first) * of);
      filled = true;
    }
    for (int i = first; i < last; i++) {
      for (int q = 0; q < columnInputs; q++) {
        int moved = tangents.inputRow(column.site(), i, q);
        if (moved >= 0) {
          addMoved(workspace, i, q, tangents.input(column.site()).orElseThrow(), moved);
        }
      }
    }
  }

  @Override
  public void endChunk(Workspace workspace) {
    if (filled) {
      ChunkFactors chunk = workspace.factors();
      Factor u = chunk.input(row.site());
      Factor v = chunk.input(column.site());
      int seeded = units.to() - units.from();
      pairs.multiply(workspace, left, seeded * columnUnits, u, v, sums);
    }
    filled = false;
  }

  /** Σ_s u_a[s,j] u̇_b[s,q] δ_b[s,p] for all j and p. */
  private void addMoved(Workspace workspace, int i, int q, Factor inputDot, int dotRow) {
    int samples = inputDot.samples();
    int first = row.firstInput(i, rows.from());
    int count = row.firstInput(i, rows.to()) - first;
    double[] scaled = workspace.scaled(rowInputs * samples);
    if (product.length == 0) {
      product = new double[rowInputs * columnUnits];
    }
    Factor u = workspace.factors().input(row.site());
    double[] dot = inputDot.data();
    for (int j = 0; j < count; j++) {
      int at = inputDot.at(dotRow);
      Factor.multiply(scaled, j * samples, dot, at, u.data(), u.at(first + j), samples);
    }
    double[] delta = workspace.factors().cotangent(column.group()).data();
    workspace
        .dense()
        .multiply(
            false,
            true,
            count,
            columnUnits,
            samples,
            scaled,
            0,
            samples,
            delta,
            0,
            samples,
            0,
            product,
            0,
            columnUnits);
    for (int j = 0; j < count; j++) {
      for (int p = 0; p < columnUnits; p++) {
        rows.add(row.index(i, first + j), column.index(p, q), product[j * columnUnits + p]);
      }
    }
  }

  @Override
  public void finish() {
    double[] data = rows.data();
    for (int i = units.from(); i < units.to(); i++) {
      int first = row.firstInput(i, rows.from());
      int last = row.firstInput(i, rows.to());
      for (int p = 0; p < columnUnits; p++) {
        int pair = ((i - units.from()) * columnUnits + p) * pairs.count();
        for (int j = first; j < last; j++) {
          int to = rows.at(row.index(i, j), column.index(p, 0));
          int from = pair + j * columnInputs;
          for (int q = 0; q < columnInputs; q++) {
            data[to + q] += sums[from + q];
          }
        }
      }
    }
  }
}
