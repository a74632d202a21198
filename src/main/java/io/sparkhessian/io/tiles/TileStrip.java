package io.sparkhessian.io.tiles;

import java.io.Serializable;

/**
 * The tiles ({@code blockRow}, {@code from}) to ({@code blockRow}, {@code to − 1}), which share a
 * file.
 */
public record TileStrip(int blockRow, int from, int to) implements Serializable {
  /** Number of tiles. */
  public int count() {
    return to - from;
  }
}
