package io.sparkhessian.quantity;

import io.sparkhessian.curvature.SampleSum;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import java.util.List;

/** A computation whose tasks are sums over all samples. */
public interface SumComputation<R> extends Computation<R> {
  /** Returns the sum over the samples that a task computes. */
  SampleSum<?> sum(BlockTask task);

  @Override
  default double trial(BlockTask task, List<Samples> chunks, DenseKernels dense) {
    sum(task).part(chunks, dense);
    double samples = Math.max(1, chunks.stream().mapToInt(Samples::count).sum());
    return task.flops() * samples / Math.max(1, plan().samples());
  }
}
