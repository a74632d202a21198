package io.sparkhessian.graph;

import java.io.Serializable;

/**
 * What a node holds: a rows × columns matrix, one for all or one a sample, and one a direction
 * where the node is a tangent.
 *
 * <p>In memory the axes are stacked as (directions · samples · rows) × columns, row-major.
 *
 * @param directional whether there is one matrix a direction: the node depends on a {@link
 *     Leaf.Seed}
 * @param perSample whether there is one matrix a sample; otherwise it is shared, a function of the
 *     parameters alone or a sum over the samples
 */
public record Type(boolean directional, boolean perSample, int rows, int columns)
    implements Serializable {

  public Type {
    if (rows < 1 || columns < 1) {
      throw new TypeException("a matrix of %d × %d".formatted(rows, columns));
    }
  }

  public static Type shared(int rows, int columns) {
    return new Type(false, false, rows, columns);
  }

  public static Type scalar() {
    return shared(1, 1);
  }

  /** One row of {@code columns} numbers a sample. */
  public static Type perSample(int columns) {
    return new Type(false, true, 1, columns);
  }

  public Type withDirections(boolean directions) {
    return new Type(directions, perSample, rows, columns);
  }

  /** Elements of one direction of one sample. */
  public int size() {
    return Math.multiplyExact(rows, columns);
  }

  public boolean isScalar() {
    return !perSample && rows == 1 && columns == 1;
  }

  /** Rows of the matrix in memory, for this many directions and samples. */
  public int stackedRows(int directions, int samples) {
    long stacked = (directional ? directions : 1L) * (perSample ? samples : 1L) * rows;
    return Math.toIntExact(stacked);
  }

  /** Whether this fits into {@code other} by repeating itself along axes of length 1. */
  public boolean broadcastsTo(Type other) {
    return (!directional || other.directional)
        && (!perSample || other.perSample)
        && (rows == 1 || rows == other.rows)
        && (columns == 1 || columns == other.columns);
  }

  /** The smallest type both operands broadcast to. */
  public static Type broadcast(Type left, Type right) {
    Type both =
        new Type(
            left.directional || right.directional,
            left.perSample || right.perSample,
            Math.max(left.rows, right.rows),
            Math.max(left.columns, right.columns));
    if (!left.broadcastsTo(both) || !right.broadcastsTo(both)) {
      throw new TypeException("%s and %s do not go together".formatted(left, right));
    }
    return both;
  }

  @Override
  public String toString() {
    String shape = rows + "×" + columns;
    return (directional ? "tangent " : "") + (perSample ? "per-sample " : "shared ") + shape;
  }
}
