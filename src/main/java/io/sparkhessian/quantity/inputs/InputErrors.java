package io.sparkhessian.quantity.inputs;

import java.io.Serializable;

/**
 * How far stored derivatives by the inputs are from the same found in other ways.
 *
 * @param firstOrder values and gradients, computed again
 * @param all products of the Hessians of all samples, or all Laplacians
 * @param differences of some samples, against differences of their gradients
 * @param symmetry of matrices that are stored in full
 * @param largest second derivative that is stored
 * @param kinks features along which a gradient jumps
 */
public record InputErrors(
    Deviation firstOrder,
    Deviation all,
    Deviation differences,
    Deviation symmetry,
    double largest,
    int kinks)
    implements Serializable {
  static final InputErrors NONE =
      new InputErrors(Deviation.NONE, Deviation.NONE, Deviation.NONE, Deviation.NONE, 0, 0);

  /**
   * The largest difference of two numbers.
   *
   * @param scale the largest of all that were compared
   */
  record Deviation(double difference, double scale) implements Serializable {
    static final Deviation NONE = new Deviation(0, 0);

    Deviation with(double found, double expected) {
      return new Deviation(
          Math.max(difference, Math.abs(found - expected)),
          Math.max(scale, Math.max(Math.abs(found), Math.abs(expected))));
    }

    Deviation and(Deviation other) {
      return new Deviation(Math.max(difference, other.difference), Math.max(scale, other.scale));
    }

    /**
     * @param floor the least number that the error is relative to
     */
    double relative(double floor) {
      double size = Math.max(floor, scale);
      return size == 0 ? 0 : difference / size;
    }
  }

  InputErrors and(InputErrors other) {
    return new InputErrors(
        firstOrder.and(other.firstOrder),
        all.and(other.all),
        differences.and(other.differences),
        symmetry.and(other.symmetry),
        Math.max(largest, other.largest),
        kinks + other.kinks);
  }
}
