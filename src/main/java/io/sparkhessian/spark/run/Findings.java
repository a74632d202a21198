package io.sparkhessian.spark.run;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What was found; every error is relative to the largest number it is compared with.
 *
 * @param looked what was looked at: rows, or vectors of products
 * @param rows their numbers
 * @param rowError what is stored of them against differences of the gradient
 * @param products stored H·v against Hessian-vector products, of random v; of matrices alone
 * @param symmetry |uᵀ(Hv) − vᵀ(Hu)| of Hessian-vector products; of matrices alone
 * @param recomputed what was compared with the same numbers computed or read again
 */
public record Findings(
    String looked,
    List<Integer> rows,
    double rowError,
    OptionalDouble products,
    OptionalDouble symmetry,
    List<Recomputed> recomputed) {
  /** Central differences are good to about ε^(2/3) of the largest entry. */
  private static final double DIFFERENCES = 1e-5;

  /** Two computations of the same number. */
  static final double PRODUCTS = 1e-9;

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
    List<String> wrong = new ArrayList<>();
    recomputed.stream().filter(each -> !each.good()).forEach(each -> wrong.add(each.what()));
    if (!(rowError <= DIFFERENCES)) {
      wrong.add(looked);
    }
    if (!small(products)) {
      wrong.add("products");
    }
    if (!small(symmetry)) {
      wrong.add("symmetry");
    }
    return wrong;
  }

  private static boolean small(OptionalDouble error) {
    return error.isEmpty() || error.getAsDouble() <= PRODUCTS;
  }

  /** The largest error of {@link #recomputed}; NaN where one is. */
  public double recomputedError() {
    return recomputed.stream().mapToDouble(Recomputed::error).reduce(0, Math::max);
  }

  /** {@link #products} to be shown; NaN where there is none. */
  public double productError() {
    return products.orElse(Double.NaN);
  }

  /** {@link #symmetry} to be shown; NaN where there is none. */
  public double symmetryDefect() {
    return symmetry.orElse(Double.NaN);
  }
}
