package io.sparkhessian.curvature.layout;

import java.io.Serializable;

/**
 * A square on the diagonal of the Hessian: the rows and columns of θ[from] to θ[to − 1], which are
 * whole parameter matrices.
 *
 * @param name no other block has it, and a file may
 */
public record DiagonalBlock(String name, int from, int to) implements Serializable {
  /** The whole Hessian as one block. */
  public static DiagonalBlock whole(ParameterLayout layout) {
    return new DiagonalBlock("hessian", 0, layout.size());
  }

  /** The edge of the square. */
  public int size() {
    return to - from;
  }

  /** Whether the row {@code index} of the Hessian goes through it. */
  public boolean holds(int index) {
    return index >= from && index < to;
  }
}
