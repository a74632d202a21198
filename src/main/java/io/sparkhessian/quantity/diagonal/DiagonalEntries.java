package io.sparkhessian.quantity.diagonal;

import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.distributed.plan.BlockTask;
import java.io.Serializable;

/**
 * Factory of the sum over the samples that computes a range of diagonal entries.
 *
 * @param <D> type of the diagonal
 */
@FunctionalInterface
public interface DiagonalEntries<D> extends Serializable {
  SampleSum<double[]> of(D diagonal, BlockTask task, int chunkSize);
}
