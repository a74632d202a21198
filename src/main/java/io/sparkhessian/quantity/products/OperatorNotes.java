package io.sparkhessian.quantity.products;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.quantity.Line;
import java.util.function.ToDoubleFunction;

/**
 * Lines of {@code explain} about products with a matrix.
 *
 * @param seconds that a plan takes
 */
public record OperatorNotes(ToDoubleFunction<Plan> seconds) {

  /**
   * Returns the time and the disk space that many products take.
   *
   * @param step the plan of the products that are taken at once
   */
  public String cost(long products, Plan step) {
    double steps = Math.ceil((double) products / step.rows());
    return "about %s, and %s in the output directory meanwhile"
        .formatted(
            Amounts.duration(steps * seconds.applyAsDouble(step)),
            Amounts.bytes(products * step.parameters() * Double.BYTES));
  }

  /**
   * Returns the line about one product.
   *
   * @param one the plan of a product with one vector
   */
  public Line product(Plan one) {
    return new Line(
        "a product",
        "%s with one vector, about %s"
            .formatted(Amounts.flops(one.flops()), Amounts.duration(seconds.applyAsDouble(one))));
  }

  /** Returns the line about what the driver holds meanwhile. */
  public static Line state(Plan plan) {
    return new Line(
        "the state", "%s in the driver".formatted(Amounts.bytes(plan.memory().state().bytes())));
  }
}
