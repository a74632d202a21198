package io.sparkhessian.cli;

import io.sparkhessian.distributed.plan.Amounts;

/** Things with their number: 1 tile, 2,410 tiles. */
final class Counted {
  private Counted() {}

  /**
   * @param one what one of them is called; more have an s
   */
  static String of(long count, String one) {
    return Amounts.count(count) + " " + one + (count == 1 ? "" : "s");
  }
}
