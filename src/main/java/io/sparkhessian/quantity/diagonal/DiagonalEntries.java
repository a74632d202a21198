package io.sparkhessian.quantity.diagonal;

import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.distributed.plan.BlockTask;
import java.io.Serializable;

/**
 * What a part of a diagonal is summed up by.
 *
 * @param <D> the diagonal
 */
@FunctionalInterface
public interface DiagonalEntries<D> extends Serializable {
  SampleSum<double[]> of(D diagonal, BlockTask task, int chunkSize);
}
