package io.sparkhessian.curvature.sites;

import io.sparkhessian.linalg.SparseRows;
import io.sparkhessian.linalg.View;

/**
 * One product per unit: U_aᵀ, inputs × samples, times the Khatri-Rao matrix of the column site.
 * Dense inputs use dgemm; sparse inputs contribute only their nonzeros.
 */
final class CrossProducts implements Contribution {
  private final PlacedSite row;
  private final PlacedSite column;
  private final RowBlock rows;
  private final KhatriRao operand;

  CrossProducts(PlacedSite row, PlacedSite column, RowBlock rows) {
    this.row = row;
    this.column = column;
    this.rows = rows;
    this.operand = new KhatriRao(column);
  }

  @Override
  public void add(Workspace workspace, UnitTangents tangents) {
    for (int unit = tangents.from(); unit < tangents.to(); unit++) {
      int first = row.firstInput(unit, rows.from());
      int count = row.firstInput(unit, rows.to()) - first;
      if (count > 0) {
        add(workspace, tangents, unit, first, count);
      }
    }
  }

  private void add(Workspace workspace, UnitTangents tangents, int unit, int first, int count) {
    int offset = column.block().offset();
    int start = Math.max(0, rows.window().start() - offset);
    int end = Math.min(column.block().end(), rows.window().end()) - offset;
    int even = KhatriRao.even(end - start);
    for (int element = start; element < end; element += even) {
      int width = Math.min(even, end - element);
      if (!operand.build(workspace, tangents, unit, element, width)) {
        return;
      }
      int to = rows.at(row.index(unit, first), offset + element);
      if (row.site().sparse()) {
        addSparse(workspace, first, count, width, to);
      } else {
        addDense(workspace, row.inputRow(unit, first), count, width, to);
      }
    }
  }

  private void addDense(Workspace workspace, int inputRow, int count, int width, int to) {
    int samples = workspace.factors().samples();
    View u = workspace.factors().inputs(row.site(), inputRow, count);
    View built = View.of(workspace.piece(0), width, samples);
    View out = View.strided(rows.data(), to, rowStep(), count, width);
    workspace.dense().multiply(u, built.transpose(), 1, out);
  }

  /**
   * Adds the inputs {@code first} to {@code first + count − 1}; the first input's row starts at
   * {@code to}.
   */
  private void addSparse(Workspace workspace, int first, int count, int width, int to) {
    SparseRows u = workspace.factors().sparse();
    double[] operands = bySample(workspace, u.rows(), width);
    double[] data = rows.data();
    for (int s = 0; s < u.rows(); s++) {
      for (int k = u.start(s); k < u.start(s + 1); k++) {
        int j = u.column(k) - first;
        if (j >= 0 && j < count) {
          double value = u.value(k);
          int at = to + j * rowStep();
          for (int e = 0; e < width; e++) {
            data[at + e] += value * operands[s * width + e];
          }
        }
      }
    }
  }

  /** Distance to the row of the next input. */
  private int rowStep() {
    return row.site().inputStride() * rows.stride();
  }

  /** The operand transposed, one row per sample. */
  private static double[] bySample(Workspace workspace, int samples, int width) {
    double[] piece = workspace.piece(0);
    double[] turned = workspace.scaled(width * samples);
    for (int s = 0; s < samples; s++) {
      for (int e = 0; e < width; e++) {
        turned[s * width + e] = piece[e * samples + s];
      }
    }
    return turned;
  }
}
