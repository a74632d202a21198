package io.sparkhessian.io.tiles;

import java.io.Serializable;

/**
 * The tiles ({@code blockRow}, {@code from}) to ({@code blockRow}, {@code to − 1}), which one file
 * holds.
 */
public record TileStrip(int blockRow, int from, int to) implements Serializable {
  /** How many tiles it has. */
  public int count() {
    return to - from;
  }
}
