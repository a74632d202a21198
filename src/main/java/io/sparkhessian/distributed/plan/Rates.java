package io.sparkhessian.distributed.plan;

import java.io.Serializable;

/**
 * Speed of one core, of the network and of the driver.
 *
 * @param flops floating point operations per second of the dense kernels on a core
 * @param sparse operations per second on the entries of sparse rows, on a core
 * @param network bytes per second into an executor
 * @param shuffling bytes per second of partial sums that a core writes, or reads and adds
 * @param writing bytes per second of tiles that a core assembles and writes
 * @param task overhead of a task in seconds
 * @param dispatch seconds of the driver to start a task, sequentially
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
  /** Rates that the planner assumes, since a plan does not depend on the cluster. */
  public static final Rates NOMINAL = new Rates(20e9, 300e6, 1e9, 200e6, 300e6, 0.01, 0.001);

  /** Returns these rates with another speed of the dense kernels. */
  public Rates withDense(double measured) {
    return new Rates(measured, sparse, network, shuffling, writing, task, dispatch);
  }

  /** Returns these rates with one speed, measured on tasks, for dense and sparse operations. */
  public Rates withAll(double measured) {
    return new Rates(measured, measured, network, shuffling, writing, task, dispatch);
  }

  /** Returns the seconds of a task's operations on a core. */
  public double seconds(BlockTask work) {
    return (work.flops() - work.sparse()) / flops + work.sparse() / sparse;
  }
}
