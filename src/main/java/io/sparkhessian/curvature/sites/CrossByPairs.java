package io.sparkhessian.curvature.sites;

import io.sparkhessian.linalg.DenseKernels;
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
  private final DenseKernels dense;
  private final UnitRange units;
  private final int rowInputs;
  private final int columnUnits;
  private final int columnInputs;
  private final InputPairs pairs;

  /** Σ_s G[s,(i,p)] X[s,(j,q)], a row a pair (i,p). */
  private final double[] sums;

  private double[] scaled = {};
  private double[] product = {};

  CrossByPairs(PlacedSite row, PlacedSite column, RowBlock rows, DenseKernels dense) {
    this.row = row;
    this.column = column;
    this.rows = rows;
    this.dense = dense;
    this.units = UnitRange.of(row, rows.from(), rows.to());
    this.rowInputs = row.site().inputs();
    this.columnUnits = column.site().units();
    this.columnInputs = column.site().inputs();
    this.pairs = InputPairs.ofTwo(rowInputs, columnInputs);
    this.sums = new double[(units.to() - units.from()) * columnUnits * pairs.count()];
  }

  @Override
  public void add(ChunkFactors chunk, UnitTangents tangents) {
    int first = Math.max(tangents.from(), units.from());
    int last = Math.min(tangents.to(), units.to());
    if (first >= last) {
      return;
    }
    Optional<Factor> cotangentDot = tangents.cotangent(column.group());
    if (cotangentDot.isPresent()) {
      Factor g = cotangentDot.get();
      pairs.multiply(
          dense,
          g.data(),
          g.at((first - tangents.from()) * columnUnits),
          (last - first) * columnUnits,
          chunk.input(row.site()),
          chunk.input(column.site()),
          sums,
          (first - units.from()) * columnUnits * pairs.count());
    }
    Optional<Factor> inputDot = tangents.input(column.site());
    for (int i = first; inputDot.isPresent() && i < last; i++) {
      for (int q = 0; q < columnInputs; q++) {
        int dot = (i - tangents.from()) * columnInputs + q;
        if (!inputDot.get().isZero(dot)) {
          addMoved(chunk, i, q, inputDot.get(), dot);
        }
      }
    }
  }

  /** Σ_s u_a[s,j] u̇_b[s,q] δ_b[s,p] for all j and p. */
  private void addMoved(ChunkFactors chunk, int i, int q, Factor inputDot, int dotRow) {
    int samples = chunk.samples();
    int first = row.firstInput(i, rows.from());
    int count = row.firstInput(i, rows.to()) - first;
    if (scaled.length < rowInputs * samples) {
      scaled = new double[rowInputs * samples];
      product = new double[rowInputs * columnUnits];
    }
    Factor u = chunk.input(row.site());
    for (int j = 0; j < count; j++) {
      Factor.multiply(
          scaled,
          j * samples,
          inputDot.data(),
          inputDot.at(dotRow),
          u.data(),
          u.at(first + j),
          samples);
    }
    dense.multiply(
        false,
        true,
        count,
        columnUnits,
        samples,
        scaled,
        0,
        samples,
        chunk.cotangent(column.group()).data(),
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
