package io.sparkhessian.distributed.plan;

import java.io.Serializable;

/**
 * How fast things go on one core, or between two executors.
 *
 * @param flops floating point operations a second, of the kernels on a core
 * @param sparse the same of what goes through the numbers of sparse rows one by one
 * @param network bytes a second into an executor
 * @param shuffling bytes a second of sums that a core writes for other tasks, or reads and adds
 * @param writing bytes a second that a core makes tiles of and writes
 * @param task seconds that a task costs beside its work
 * @param dispatch seconds of the driver for each task, one after the other
 */
public record Rates(
    double flops,
    double sparse,
    double network,
    double shuffling,
    double writing,
    double task,
    double dispatch)
    implements Serializable {
  /** What the planner reckons with: a plan does not depend on the cluster it runs on. */
  public static final Rates NOMINAL = new Rates(20e9, 300e6, 1e9, 200e6, 300e6, 0.01, 0.001);

  /** The same with dense kernels of this speed. */
  public Rates withDense(double measured) {
    return new Rates(measured, sparse, network, shuffling, writing, task, dispatch);
  }

  /** The same with this speed of all that the tasks do, as it is mixed in them. */
  public Rates withAll(double measured) {
    return new Rates(measured, measured, network, shuffling, writing, task, dispatch);
  }

  /** What a task's operations take on a core. */
  public double seconds(BlockTask work) {
    return (work.flops() - work.sparse()) / flops + work.sparse() / sparse;
  }
}
