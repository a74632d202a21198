package io.sparkhessian.curvature.sites;

import java.util.Arrays;
import java.util.Optional;

/**
 * The transposed row-wise Khatri-Rao matrix of one seed at the column site b: row (p, q) is δ̇_b[p]
 * ⊙ u_b[q] + δ_b[p] ⊙ u̇_b[q] over the samples of a chunk. It is built in pieces that fit the
 * second-level cache.
 */
final class KhatriRao {
  /** Rows per piece: half a megabyte with 256 samples. */
  static final int PIECE = 256;

  private final PlacedSite columns;

  KhatriRao(PlacedSite columns) {
    this.columns = columns;
  }

  /**
   * Rows per piece for an even partition of {@code rows}; a thin last piece would make a slow
   * product.
   */
  static int even(int rows) {
    return even(rows, PIECE);
  }

  /**
   * Rows per piece for an even partition of {@code rows} into pieces of at most {@code most} rows.
   */
  static int even(int rows, int most) {
    int pieces = (rows + most - 1) / most;
    int each = (rows + pieces - 1) / Math.max(1, pieces);
    return Math.max(1, Math.min(rows, (each + 7) / 8 * 8));
  }

  /**
   * Builds the rows of the parameter's elements {@code first} to {@code first + count − 1} in
   * {@link Workspace#piece}.
   *
   * @return false if all rows are zero, in which case nothing is built
   */
  boolean build(Workspace workspace, UnitTangents tangents, int unit, int first, int count) {
    ChunkFactors chunk = workspace.factors();
    Optional<Factor> cotangentDot = tangents.cotangent(columns.group());
    Optional<Factor> inputDot = tangents.input(columns.site());
    if (cotangentDot.isEmpty() && inputDot.isEmpty()) {
      return false;
    }
    double[] piece = workspace.piece(count * chunk.samples());
    if (cotangentDot.isPresent()) {
      int row = (unit - tangents.from()) * columns.site().units();
      scaleInputs(workspace, cotangentDot.get(), row, first, count);
    } else {
      Arrays.fill(piece, 0, count * chunk.samples(), 0);
    }
    if (inputDot.isPresent()) {
      addMoved(workspace, tangents, unit, inputDot.get(), first, count);
    }
    return true;
  }

  /** Sets the rows to δ̇_b[p] ⊙ u_b[q], in runs of inputs of one unit. */
  private void scaleInputs(Workspace workspace, Factor dot, int row, int first, int count) {
    int samples = dot.samples();
    Factor u = workspace.factors().input(columns.site());
    double[] piece = workspace.piece(count * samples);
    double[] repeated = workspace.scaled(count * samples);
    for (int c = 0; c < count; ) {
      int p = columns.unit(first + c);
      int q = columns.input(first + c);
      boolean run = columns.site().unitMajor() && !columns.site().ownInputs();
      int length = run ? Math.min(count - c, columns.site().inputs() - q) : 1;
      int by = dot.at(row + p);
      int at = u.at(columns.inputRow(p, q));
      Factor.scale(piece, c * samples, u.data(), at, dot.data(), by, length, samples, repeated);
      c += length;
    }
  }

  /** Adds δ_b[p] ⊙ u̇_b[q] for the inputs that the seed moves. */
  private void addMoved(
      Workspace workspace, UnitTangents tangents, int unit, Factor dot, int first, int count) {
    int samples = dot.samples();
    Factor delta = workspace.factors().cotangent(columns.group());
    double[] piece = workspace.piece(count * samples);
    for (int c = 0; c < count; c++) {
      int p = columns.unit(first + c);
      int q = columns.inputRow(p, columns.input(first + c));
      int moved = tangents.inputRow(columns.site(), unit, q);
      if (moved >= 0) {
        Factor.addProduct(
            piece, c * samples, delta.data(), delta.at(p), dot.data(), dot.at(moved), samples);
      }
    }
  }
}
