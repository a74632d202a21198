package io.sparkhessian.quantity.check;

import io.sparkhessian.io.output.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Findings of a check: relative errors of the stored result.
 *
 * @param sampled name of the sampled parts: rows, vectors, samples
 * @param against the independent computation that the sampled parts are compared with
 * @param indices indices of the sampled parts
 * @param sampledError largest error of the sampled parts
 * @param products error of the stored matrix times random v against Hessian-vector products;
 *     matrices only
 * @param symmetry |uᵀ(Hv) − vᵀ(Hu)| of Hessian-vector products; matrices only
 * @param recomputed errors against numbers computed or read a second time
 */
public record Findings(
    String sampled,
    String against,
    List<Integer> indices,
    double sampledError,
    OptionalDouble products,
    OptionalDouble symmetry,
    List<Recomputed> recomputed) {
  public static final String DIFFERENCES_OF_GRADIENT = "central differences of the gradient";

  /** Path for the matrices other than the Hessian, which are no derivatives of the gradient. */
  public static final String PRODUCTS_BY_DIRECTIONS = "products along directions";

  /** Tolerance of central differences, whose error is about ε^(2/3) of the largest entry. */
  private static final double DIFFERENCES = 1e-5;

  /** Tolerance of two computations of the same number. */
  static final double PRODUCTS = 1e-9;

  /** Returns findings without sampled parts. */
  public static Findings ofRecomputed(List<Recomputed> recomputed) {
    return of("rows", DIFFERENCES_OF_GRADIENT, List.of(), 0, recomputed);
  }

  /** Returns findings without product and symmetry errors. */
  public static Findings of(
      String sampled,
      String against,
      List<Integer> indices,
      double sampledError,
      List<Recomputed> recomputed) {
    return new Findings(
        sampled,
        against,
        indices,
        sampledError,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        recomputed);
  }

  /** Returns findings with more recomputed numbers. */
  public Findings with(List<Recomputed> more) {
    List<Recomputed> all = new ArrayList<>(recomputed);
    all.addAll(more);
    return new Findings(sampled, against, indices, sampledError, products, symmetry, all);
  }

  /** Returns findings that state the number of products across kinks. */
  public Findings acrossKinks(int kinks) {
    String mixed =
        "%s, and %d against %s where the gradient jumps, as at the kink of a relu"
            .formatted(against, kinks, PRODUCTS_BY_DIRECTIONS);
    return kinks == 0
        ? this
        : new Findings(sampled, mixed, indices, sampledError, products, symmetry, recomputed);
  }

  public Findings {
    indices = List.copyOf(indices);
    recomputed = List.copyOf(recomputed);
  }

  /** Whether all errors are within their tolerances; a NaN is not. */
  public boolean isCorrect() {
    return failed().isEmpty();
  }

  /** Returns the names of the failed checks. */
  public List<String> failed() {
    return checks().stream().filter(check -> !check.right()).map(Certificate.Check::what).toList();
  }

  /** Returns all comparisons with their errors and tolerances. */
  public List<Certificate.Check> checks() {
    List<Certificate.Check> checks = new ArrayList<>();
    for (Recomputed each : recomputed) {
      checks.add(
          new Certificate.Check(
              each.what(), "a second computation", List.of(), each.error(), each.allowed()));
    }
    if (!indices.isEmpty()) {
      checks.add(new Certificate.Check(sampled, against, indices, sampledError, DIFFERENCES));
    }
    products.ifPresent(error -> checks.add(check("products", "Hessian-vector products", error)));
    symmetry.ifPresent(error -> checks.add(check("symmetry", "the transpose", error)));
    return checks;
  }

  private static Certificate.Check check(String what, String against, double error) {
    return new Certificate.Check(what, against, List.of(), error, PRODUCTS);
  }

  /** Returns the largest error of {@link #recomputed}; NaN if any is NaN. */
  public double recomputedError() {
    return recomputed.stream().mapToDouble(Recomputed::error).reduce(0, Math::max);
  }
}
