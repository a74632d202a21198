package io.sparkhessian.quantity.inputs;

import java.io.Serializable;

/**
 * Deviations of stored derivatives with respect to the inputs from recomputed ones.
 *
 * @param firstOrder deviation of values and gradients
 * @param all deviation of the Hessian-vector products, or Laplacians, of all samples
 * @param differences deviation of some samples from central differences of their gradients
 * @param symmetry deviation of the two triangles of matrices that are stored in full
 * @param largest largest magnitude of a stored second derivative
 * @param kinks number of features along which a gradient jumps
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
   * Maximum absolute difference between stored and expected numbers.
   *
   * @param scale largest magnitude among the compared numbers
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
     * Returns the difference relative to the scale.
     *
     * @param floor lower bound of the scale
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
