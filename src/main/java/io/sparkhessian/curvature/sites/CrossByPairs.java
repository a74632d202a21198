package io.sparkhessian.curvature.sites;

import io.sparkhessian.linalg.View;
import java.util.List;
import java.util.Optional;

/**
 * The columns of another site by one product GᵀX for all seeded units, with G[s,(i,p)] = δ̇⁽ⁱ⁾[s,p]
 * and X[s,(j,q)] = u_a[s,j] u_b[s,q]. Suits sites with few inputs where a seed moves at most its
 * own column of u_b: the second term, δ_b[p] u̇_b[q], is one small product per unit.
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
  private final PairProducts products;

  /** G of the chunk, one row per pair (i,p); null until a seed moves the columns. */
  private double[] left;

  private double[] product = {};

  CrossByPairs(PlacedSite row, PlacedSite column, RowBlock rows) {
    this.row = row;
    this.column = column;
    this.rows = rows;
    this.units = UnitRange.of(row, rows.window());
    this.rowInputs = row.site().inputs();
    this.columnUnits = column.site().units();
    this.columnInputs = column.site().inputs();
    this.pairs = InputPairs.ofTwo(rowInputs, columnInputs);
    this.products = new PairProducts(pairs, (units.to() - units.from()) * columnUnits);
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
      if (left == null) {
        left = products.left(workspace, samples);
      }
      int row = dot.get().at((first - tangents.from()) * columnUnits);
      int to = (first - units.from()) * of;
      System.arraycopy(dot.get().data(), row, left, to, (last - first) * of);
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
    if (left != null) {
      ChunkFactors chunk = workspace.factors();
      Factor u = chunk.input(row.site());
      Factor v = chunk.input(column.site());
      products.add(workspace, left, u, v, this::scatter);
      left = null;
    }
  }

  /** Adds Σ_s u_a[s,j] u̇_b[s,q] δ_b[s,p] for all j and p. */
  private void addMoved(Workspace workspace, int i, int q, Factor inputDot, int dotRow) {
    int samples = inputDot.samples();
    int first = row.firstInput(i, rows.from());
    int count = row.firstInput(i, rows.to()) - first;
    double[] scaled = workspace.scaled(rowInputs * samples);
    if (product.length == 0) {
      product = new double[rowInputs * columnUnits];
    }
    Factor u = workspace.factors().input(row.site());
    double[] repeated = workspace.piece(rowInputs * samples);
    double[] dot = inputDot.data();
    int by = inputDot.at(dotRow);
    Factor.scale(scaled, 0, u.data(), u.at(first), dot, by, count, samples, repeated);
    View left = View.of(scaled, count, samples);
    View delta = workspace.factors().cotangent(column.group()).view(0, columnUnits);
    View out = View.of(product, count, columnUnits);
    workspace.dense().multiply(left, delta.transpose(), 0, out);
    for (int j = 0; j < count; j++) {
      for (int p = 0; p < columnUnits; p++) {
        rows.add(row.index(i, first + j), column.index(p, q), product[j * columnUnits + p]);
      }
    }
  }

  @Override
  public void finish(Workspace workspace) {
    products.finish(workspace, this::scatter);
  }

  private void scatter(int from, int to, double[] sums) {
    double[] data = rows.data();
    List<InputPairs.Run> runs = pairs.runs(from, to);
    int at = 0;
    for (int i = units.from(); i < units.to(); i++) {
      int first = row.firstInput(i, rows.from());
      int last = row.firstInput(i, rows.to());
      for (int p = 0; p < columnUnits; p++) {
        for (InputPairs.Run run : runs) {
          int into = rows.at(row.index(i, run.j()), column.index(p, run.q()));
          int begin = run.j() < first || run.j() >= last ? run.count() : 0;
          for (int c = begin; c < run.count(); c++) {
            data[into + c] += sums[at + run.at() + c];
          }
        }
        at += to - from;
      }
    }
  }
}
