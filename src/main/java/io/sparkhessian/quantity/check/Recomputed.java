package io.sparkhessian.quantity.check;

/**
 * Error of a stored number or file against a second computation or reading.
 *
 * @param what field of the manifest, or file
 * @param error largest difference, relative to the largest number
 * @param allowed tolerance of the error
 */
public record Recomputed(String what, double error, double allowed) {
  public Recomputed(String what, double error) {
    this(what, error, Findings.PRODUCTS);
  }

  /** Returns the error of a copy, which must equal its source. */
  static Recomputed exactly(String what, double error) {
    return new Recomputed(what, error, 0);
  }

  /**
   * Compares stored numbers with computed ones.
   *
   * @param floor smallest scale that the error is relative to
   */
  public static Recomputed of(String what, double[] stored, double[] computed, double floor) {
    return new Recomputed(
        what,
        stored.length == computed.length ? RelativeError.of(stored, computed, floor) : Double.NaN);
  }
}
