package io.sparkhessian.curvature.sites;

import io.sparkhessian.linalg.View;

/**
 * The entries between a row site a and a column site b upstream of a, with seeds at b: the
 * Khatri-Rao matrix of the rows of a times U_b. Seeds at a would miss the dependence of δ_b on the
 * weights of a.
 */
final class ColumnSeeds implements Contribution {
  private final PlacedSite row;
  private final PlacedSite column;
  private final RowBlock rows;
  private final KhatriRao operand;
  private double[] product = {};

  ColumnSeeds(PlacedSite row, PlacedSite column, RowBlock rows) {
    this.row = row;
    this.column = column;
    this.rows = rows;
    this.operand = new KhatriRao(row);
  }

  @Override
  public void add(Workspace workspace, UnitTangents tangents) {
    int offset = row.block().offset();
    int start = Math.max(rows.from(), offset) - offset;
    int end = Math.min(rows.to(), row.block().end()) - offset;
    int even = KhatriRao.even(end - start);
    for (int unit = tangents.from(); unit < tangents.to(); unit++) {
      int first = column.firstInput(unit, rows.window().start());
      int last = column.firstInput(unit, rows.window().end());
      for (int element = start; element < end; element += even) {
        int count = Math.min(even, end - element);
        if (first < last && operand.build(workspace, tangents, unit, element, count)) {
          multiply(workspace, unit, offset + element, count, first, last - first);
        }
      }
    }
  }

  private void multiply(
      Workspace workspace, int unit, int index, int count, int first, int inputs) {
    ChunkFactors chunk = workspace.factors();
    if (column.site().sparse()) {
      for (int e = 0; e < count; e++) {
        double[] built = workspace.piece(0);
        int from = e * chunk.samples();
        SparseColumns.addRow(rows, index + e, built, from, chunk.sparse(), column, unit);
      }
      return;
    }
    Factor u = chunk.input(column.site());
    boolean direct = column.site().unitMajor();
    if (!direct && product.length < count * inputs) {
      product = new double[count * inputs];
    }
    View built = View.of(workspace.piece(0), count, chunk.samples());
    View factor = u.view(column.inputRow(unit, first), inputs).transpose();
    View out =
        direct
            ? rows.view(index, column.index(unit, first), count, inputs)
            : View.of(product, count, inputs);
    workspace.dense().multiply(built, factor, direct ? 1 : 0, out);
    for (int e = 0; !direct && e < count * inputs; e++) {
      rows.add(index + e / inputs, column.index(unit, first + e % inputs), product[e]);
    }
  }
}
