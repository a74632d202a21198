package io.sparkhessian.curvature.sites;

import java.util.Optional;

/**
 * The row-wise Khatri-Rao matrix of one seed at the column site b, transposed: row (p, q) holds
 * δ̇_b[p] ⊙ u_b[q] + δ_b[p] ⊙ u̇_b[q] for the samples of a chunk. Built in pieces that stay in the
 * second-level cache until the dgemm has read them.
 */
final class KhatriRao {
  /** Rows of a piece: with 256 samples half a megabyte. */
  static final int PIECE = 256;

  private final PlacedSite columns;

  KhatriRao(PlacedSite columns) {
    this.columns = columns;
  }

  /** Rows of each piece when this many are cut evenly: a thin last one would be a slow product. */
  static int even(int rows) {
    int pieces = (rows + PIECE - 1) / PIECE;
    return Math.max(1, (rows + pieces - 1) / Math.max(1, pieces));
  }

  /**
   * Builds in {@link Workspace#piece} the rows of the parameter's elements {@code first} to {@code
   * first + count − 1}.
   *
   * @return false when they are all zero, and nothing was built
   */
  boolean build(Workspace workspace, UnitTangents tangents, int unit, int first, int count) {
    ChunkFactors chunk = workspace.factors();
    Optional<Factor> cotangentDot = tangents.cotangent(columns.group());
    Optional<Factor> inputDot = tangents.input(columns.site());
    if (cotangentDot.isEmpty() && inputDot.isEmpty()) {
      return false;
    }
    int samples = chunk.samples();
    double[] piece = workspace.piece(count * samples);
    Factor u = chunk.input(columns.site());
    Factor delta = chunk.cotangent(columns.group());
    int units = columns.site().units();
    int seed = unit - tangents.from();
    for (int c = 0; c < count; c++) {
      int p = columns.unit(first + c);
      int q = columns.inputRow(p, columns.input(first + c));
      int out = c * samples;
      if (cotangentDot.isPresent()) {
        Factor dot = cotangentDot.get();
        Factor.multiply(
            piece, out, dot.data(), dot.at(seed * units + p), u.data(), u.at(q), samples);
      } else {
        java.util.Arrays.fill(piece, out, out + samples, 0);
      }
      int moved = tangents.inputRow(columns.site(), unit, q);
      if (moved >= 0) {
        Factor dot = inputDot.orElseThrow();
        Factor.addProduct(
            piece, out, delta.data(), delta.at(p), dot.data(), dot.at(moved), samples);
      }
    }
    return true;
  }
}
