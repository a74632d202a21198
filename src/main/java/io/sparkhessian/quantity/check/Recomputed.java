package io.sparkhessian.quantity.check;

/**
 * A stored number, or a file of them, beside the same computed or read again.
 *
 * @param what the field of the manifest, or the file
 * @param error relative to the largest
 * @param allowed of it
 */
public record Recomputed(String what, double error, double allowed) {
  public Recomputed(String what, double error) {
    this(what, error, Findings.PRODUCTS);
  }

  /** What was not computed but copied, so that nothing may be different. */
  static Recomputed exactly(String what, double error) {
    return new Recomputed(what, error, 0);
  }

  /**
   * Stored numbers beside computed ones.
   *
   * @param floor the least number that errors are relative to
   */
  public static Recomputed of(String what, double[] stored, double[] computed, double floor) {
    return new Recomputed(
        what,
        stored.length == computed.length ? RelativeError.of(stored, computed, floor) : Double.NaN);
  }
}
