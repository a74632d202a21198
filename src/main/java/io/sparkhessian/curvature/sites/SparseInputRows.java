package io.sparkhessian.curvature.sites;

import io.sparkhessian.linalg.SparseRows;

/** The rows of a site whose inputs are the sparse features: U_aᵀ times a Khatri-Rao matrix. */
final class SparseInputRows implements Contribution {
  private final PlacedSite row;
  private final PlacedSite column;
  private final RowBlock rows;
  private final KhatriRao operand;

  SparseInputRows(PlacedSite row, PlacedSite column, RowBlock rows) {
    this.row = row;
    this.column = column;
    this.rows = rows;
    this.operand = new KhatriRao(column);
  }

  @Override
  public void add(Workspace workspace, UnitTangents tangents) {
    for (int unit = tangents.from(); unit < tangents.to(); unit++) {
      int first = row.firstInput(unit, rows.from());
      int last = row.firstInput(unit, rows.to());
      int end = first < last ? column.block().size() : 0;
      int start = Math.max(0, rows.from() - column.block().offset());
      int even = KhatriRao.even(end - start);
      for (int element = start; element < end; element += even) {
        int width = Math.min(even, end - element);
        if (operand.build(workspace, tangents, unit, element, width)) {
          add(workspace, unit, first, last, element, width);
        }
      }
    }
  }

  private void add(Workspace workspace, int unit, int first, int last, int element, int width) {
    SparseRows u = workspace.factors().sparse();
    double[] operands = bySample(workspace, u.rows(), width);
    double[] data = rows.data();
    for (int s = 0; s < u.rows(); s++) {
      for (int k = u.start(s); k < u.start(s + 1); k++) {
        int j = u.column(k);
        if (j >= first && j < last) {
          double value = u.value(k);
          int to = rows.at(row.index(unit, j), column.block().offset() + element);
          for (int e = 0; e < width; e++) {
            data[to + e] += value * operands[s * width + e];
          }
        }
      }
    }
  }

  /** The operand that was built, a row a sample. */
  private static double[] bySample(Workspace workspace, int samples, int width) {
    double[] piece = workspace.piece(width * samples);
    double[] turned = workspace.scaled(width * samples);
    for (int s = 0; s < samples; s++) {
      for (int e = 0; e < width; e++) {
        turned[s * width + e] = piece[e * samples + s];
      }
    }
    return turned;
  }
}
