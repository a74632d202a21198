package io.sparkhessian.curvature.sites;

import io.sparkhessian.linalg.View;
import java.util.Optional;

/**
 * The rows of a site with one weight per unit, i.e. a bias or a scale. The row of unit i is (u_a ⊙
 * δ̇_b)ᵀ u_b + (u_a ⊙ δ_b)ᵀ u̇_b, contracted over the samples, without a Khatri-Rao matrix.
 */
final class SingleInputRows implements Contribution {
  private final PlacedSite row;
  private final PlacedSite column;
  private final RowBlock rows;

  SingleInputRows(PlacedSite row, PlacedSite column, RowBlock rows) {
    this.row = row;
    this.column = column;
    this.rows = rows;
  }

  @Override
  public void add(Workspace workspace, UnitTangents tangents) {
    ChunkFactors chunk = workspace.factors();
    Optional<Factor> cotangentDot = tangents.cotangent(column.group());
    Optional<Factor> inputDot = tangents.input(column.site());
    int units = column.site().units();
    for (int unit = tangents.from(); unit < tangents.to(); unit++) {
      int index = row.index(unit, 0);
      if (index < rows.from() || index >= rows.to()) {
        continue;
      }
      if (cotangentDot.isPresent()) {
        scale(workspace, unit, cotangentDot.get(), (unit - tangents.from()) * units);
        contract(workspace, index, chunk.input(column.site()));
      }
      if (inputDot.isPresent()) {
        scale(workspace, unit, chunk.cotangent(column.group()), 0);
        contractMoved(workspace, index, tangents, unit, inputDot.get());
      }
    }
  }

  /** scaled ← the rows of a factor, multiplied by u_a of a unit. */
  private void scale(Workspace workspace, int unit, Factor factor, int firstRow) {
    int samples = factor.samples();
    int units = column.site().units();
    double[] scaled = workspace.scaled(units * samples);
    Factor u = workspace.factors().input(row.site());
    int at = u.at(row.inputRow(unit, 0));
    double[] repeated = workspace.piece(units * samples);
    int from = factor.at(firstRow);
    Factor.scale(scaled, 0, factor.data(), from, u.data(), at, units, samples, repeated);
  }

  /** Adds the inputs that the seed moves, one by one, because there are few. */
  private void contractMoved(
      Workspace workspace, int index, UnitTangents tangents, int unit, Factor inputDot) {
    int samples = inputDot.samples();
    double[] scaled = workspace.scaled(0);
    int offset = column.block().offset();
    int end = Math.min(column.block().end(), rows.window().end()) - offset;
    for (int e = Math.max(0, rows.window().start() - offset); e < end; e++) {
      int p = column.unit(e);
      int moved = tangents.inputRow(column.site(), unit, column.inputRow(p, column.input(e)));
      if (moved >= 0) {
        double sum = Factor.dot(scaled, p * samples, inputDot.data(), inputDot.at(moved), samples);
        rows.add(index, offset + e, sum);
      }
    }
  }

  private void contract(Workspace workspace, int index, Factor input) {
    int samples = input.samples();
    double[] scaled = workspace.scaled(0);
    if (column.site().inputs() == 1) {
      contractSingle(scaled, index, input);
      return;
    }
    boolean unitMajor = column.site().unitMajor();
    int units = column.site().units();
    int inputs = column.site().inputs();
    View byUnit = View.of(scaled, units, samples);
    View byInput = input.view(0, inputs);
    View left = unitMajor ? byUnit : byInput;
    View right = unitMajor ? byInput : byUnit;
    int at = rows.at(index, column.block().offset());
    View out = View.of(rows.data(), at, left.rows(), right.rows());
    workspace.dense().multiply(left, right.transpose(), 1, out);
  }

  private void contractSingle(double[] scaled, int index, Factor input) {
    int samples = input.samples();
    int offset = column.block().offset();
    int end = Math.min(column.block().end(), rows.window().end()) - offset;
    for (int p = Math.max(0, rows.window().start() - offset); p < end; p++) {
      int at = input.at(column.inputRow(p, 0));
      rows.add(
          index, column.index(p, 0), Factor.dot(scaled, p * samples, input.data(), at, samples));
    }
  }
}
