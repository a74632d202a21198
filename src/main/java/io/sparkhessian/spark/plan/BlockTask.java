package io.sparkhessian.spark.plan;

import java.io.Serializable;

/**
 * One task: the rows {@code from} to {@code to − 1}, which are block row {@code blockRow}.
 *
 * @param flops floating point operations, estimated
 */
public record BlockTask(int blockRow, int from, int to, double flops) implements Serializable {
  public int rows() {
    return to - from;
  }
}
