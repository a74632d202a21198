package io.sparkhessian.curvature.sites;

import io.sparkhessian.linalg.DenseKernels;
import java.util.Optional;

/**
 * The rows of a site with one weight a unit, a bias or a scale: no Khatri-Rao matrix is needed,
 * since the row of unit i is (u_a ⊙ δ̇_b)ᵀ u_b + (u_a ⊙ δ_b)ᵀ u̇_b, contracted over the samples.
 */
final class SingleInputRows implements Contribution {
  private final PlacedSite row;
  private final PlacedSite column;
  private final RowBlock rows;
  private final DenseKernels dense;
  private double[] scaled = {};

  SingleInputRows(PlacedSite row, PlacedSite column, RowBlock rows, DenseKernels dense) {
    this.row = row;
    this.column = column;
    this.rows = rows;
    this.dense = dense;
  }

  @Override
  public void add(ChunkFactors chunk, UnitTangents tangents) {
    Optional<Factor> cotangentDot = tangents.cotangent(column.group());
    Optional<Factor> inputDot = tangents.input(column.site());
    int units = column.site().units();
    int width = column.site().ownInputs() ? units : column.site().inputs();
    for (int unit = tangents.from(); unit < tangents.to(); unit++) {
      int index = row.index(unit, 0);
      if (index < rows.from() || index >= rows.to()) {
        continue;
      }
      int seed = unit - tangents.from();
      if (cotangentDot.isPresent()) {
        scale(chunk, unit, cotangentDot.get(), seed * units);
        contract(index, chunk.input(column.site()), 0, chunk.samples());
      }
      if (inputDot.isPresent()) {
        scale(chunk, unit, chunk.cotangent(column.group()), 0);
        contract(index, inputDot.get(), seed * width, chunk.samples());
      }
    }
  }

  /** scaled ← the rows of a factor times u_a of this unit. */
  private void scale(ChunkFactors chunk, int unit, Factor factor, int firstRow) {
    int samples = chunk.samples();
    int units = column.site().units();
    if (scaled.length < units * samples) {
      scaled = new double[units * samples];
    }
    Factor u = chunk.input(row.site());
    int at = u.at(row.inputRow(unit, 0));
    for (int p = 0; p < units; p++) {
      Factor.multiply(
          scaled, p * samples, factor.data(), factor.at(firstRow + p), u.data(), at, samples);
    }
  }

  private void contract(int index, Factor input, int firstRow, int samples) {
    if (column.site().inputs() == 1) {
      contractSingle(index, input, firstRow, samples);
      return;
    }
    boolean unitMajor = column.site().unitMajor();
    int units = column.site().units();
    int inputs = column.site().inputs();
    double[] left = unitMajor ? scaled : input.data();
    double[] right = unitMajor ? input.data() : scaled;
    dense.multiply(
        false,
        true,
        unitMajor ? units : inputs,
        unitMajor ? inputs : units,
        samples,
        left,
        unitMajor ? 0 : input.at(firstRow),
        samples,
        right,
        unitMajor ? input.at(firstRow) : 0,
        samples,
        1,
        rows.data(),
        rows.at(index, column.block().offset()),
        unitMajor ? inputs : units);
  }

  private void contractSingle(int index, Factor input, int firstRow, int samples) {
    double[] u = input.data();
    int first = Math.max(0, rows.from() - column.block().offset());
    for (int p = first; p < column.site().units(); p++) {
      int at = input.at(firstRow + column.inputRow(p, 0));
      double sum = 0;
      for (int s = 0; s < samples; s++) {
        sum += scaled[p * samples + s] * u[at + s];
      }
      rows.add(index, column.index(p, 0), sum);
    }
  }
}
