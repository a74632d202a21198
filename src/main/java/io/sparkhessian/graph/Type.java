package io.sparkhessian.graph;

import java.io.Serializable;

/**
 * The type of a node: one rows × columns matrix in all or per sample and, for a tangent, per
 * direction.
 *
 * <p>In memory the axes are stacked as (directions · samples · rows) × columns, row-major.
 *
 * @param directional whether there is one matrix per direction, because the node depends on a
 *     {@link Leaf.Seed}
 * @param perSample whether there is one matrix per sample; a shared one is a function of the
 *     parameters or a sum over the samples
 */
public record Type(boolean directional, boolean perSample, int rows, int columns)
    implements Serializable {

  public Type {
    if (rows < 1 || columns < 1) {
      throw new TypeException("a matrix cannot be %d × %d".formatted(rows, columns));
    }
  }

  public static Type shared(int rows, int columns) {
    return new Type(false, false, rows, columns);
  }

  public static Type scalar() {
    return shared(1, 1);
  }

  /** One row of {@code columns} numbers per sample. */
  public static Type perSample(int columns) {
    return new Type(false, true, 1, columns);
  }

  public Type withDirections(boolean directions) {
    return new Type(directions, perSample, rows, columns);
  }

  /** Number of elements per direction and sample. */
  public int size() {
    return Math.multiplyExact(rows, columns);
  }

  public boolean isScalar() {
    return !perSample && rows == 1 && columns == 1;
  }

  /** Number of rows in memory for some directions and samples. */
  public int stackedRows(int directions, int samples) {
    long stacked = (directional ? directions : 1L) * (perSample ? samples : 1L) * rows;
    return Math.toIntExact(stacked);
  }

  /** Whether this type broadcasts to {@code other} along axes of length 1. */
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
      throw new TypeException("cannot broadcast %s with %s".formatted(left, right));
    }
    return both;
  }

  @Override
  public String toString() {
    String shape = rows + "×" + columns;
    return (directional ? "tangent " : "") + (perSample ? "per-sample " : "shared ") + shape;
  }
}
