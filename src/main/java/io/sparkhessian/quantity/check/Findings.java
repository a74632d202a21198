package io.sparkhessian.quantity.check;

import io.sparkhessian.io.output.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What was found; every error is relative to the largest number it is compared with.
 *
 * @param looked what was looked at: rows, or vectors of products
 * @param against by what other path the same was computed
 * @param rows their numbers
 * @param rowError what is stored of them against that
 * @param products stored H·v against Hessian-vector products, of random v; of matrices alone
 * @param symmetry |uᵀ(Hv) − vᵀ(Hu)| of Hessian-vector products; of matrices alone
 * @param recomputed what was compared with the same numbers computed or read again
 */
public record Findings(
    String looked,
    String against,
    List<Integer> rows,
    double rowError,
    OptionalDouble products,
    OptionalDouble symmetry,
    List<Recomputed> recomputed) {
  public static final String DIFFERENCES_OF_GRADIENT = "central differences of the gradient";

  /** Of a matrix that is not the Hessian, so no derivative of the gradient. */
  public static final String PRODUCTS_BY_DIRECTIONS = "products along directions";

  /** Central differences are good to about ε^(2/3) of the largest entry. */
  private static final double DIFFERENCES = 1e-5;

  /** Two computations of the same number. */
  static final double PRODUCTS = 1e-9;

  /** Of what has no independent path: nothing but what was computed again. */
  public static Findings ofRecomputed(List<Recomputed> recomputed) {
    return of("rows", DIFFERENCES_OF_GRADIENT, List.of(), 0, recomputed);
  }

  /** Of what is no matrix. */
  public static Findings of(
      String looked,
      String against,
      List<Integer> rows,
      double rowError,
      List<Recomputed> recomputed) {
    return new Findings(
        looked,
        against,
        rows,
        rowError,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        recomputed);
  }

  /** The same with more that was computed again. */
  public Findings with(List<Recomputed> more) {
    List<Recomputed> all = new ArrayList<>(recomputed);
    all.addAll(more);
    return new Findings(looked, against, rows, rowError, products, symmetry, all);
  }

  /** The same, where so many products across kinks were no differences. */
  public Findings acrossKinks(int kinks) {
    String besides =
        "%s, and %d against %s where the gradient jumps, as at the kink of a relu"
            .formatted(against, kinks, PRODUCTS_BY_DIRECTIONS);
    return kinks == 0
        ? this
        : new Findings(looked, besides, rows, rowError, products, symmetry, recomputed);
  }

  public Findings {
    rows = List.copyOf(rows);
    recomputed = List.copyOf(recomputed);
  }

  /** Whether every number that was looked at is what it has to be; a NaN is not. */
  public boolean good() {
    return wrong().isEmpty();
  }

  /** What is not as it has to be. */
  public List<String> wrong() {
    return checks().stream().filter(check -> !check.right()).map(Certificate.Check::what).toList();
  }

  /** Everything that was compared, with what was allowed. */
  public List<Certificate.Check> checks() {
    List<Certificate.Check> checks = new ArrayList<>();
    for (Recomputed each : recomputed) {
      checks.add(
          new Certificate.Check(
              each.what(), "the same computed again", List.of(), each.error(), each.allowed()));
    }
    if (!rows.isEmpty()) {
      checks.add(new Certificate.Check(looked, against, rows, rowError, DIFFERENCES));
    }
    products.ifPresent(error -> checks.add(check("products", "Hessian-vector products", error)));
    symmetry.ifPresent(error -> checks.add(check("symmetry", "the transposed matrix", error)));
    return checks;
  }

  private static Certificate.Check check(String what, String against, double error) {
    return new Certificate.Check(what, against, List.of(), error, PRODUCTS);
  }

  /** The largest error of {@link #recomputed}; NaN where one is. */
  public double recomputedError() {
    return recomputed.stream().mapToDouble(Recomputed::error).reduce(0, Math::max);
  }
}
