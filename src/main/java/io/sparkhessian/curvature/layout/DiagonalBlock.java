package io.sparkhessian.curvature.layout;

import java.io.Serializable;

/**
 * A diagonal block of the Hessian: the rows and columns of θ[from] to θ[to − 1], which cover whole
 * parameter matrices.
 *
 * @param name unique among the blocks and valid as a file name
 */
public record DiagonalBlock(String name, int from, int to) implements Serializable {
  /** The whole Hessian as one block. */
  public static DiagonalBlock whole(ParameterLayout layout) {
    return new DiagonalBlock("hessian", 0, layout.size());
  }

  /** Number of rows. */
  public int size() {
    return to - from;
  }

  /** Whether the block contains the row {@code index} of the Hessian. */
  public boolean holds(int index) {
    return index >= from && index < to;
  }
}
