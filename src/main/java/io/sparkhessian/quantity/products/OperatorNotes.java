package io.sparkhessian.quantity.products;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.quantity.Line;
import java.util.function.ToDoubleFunction;

/**
 * Lines of {@code explain} about products with a matrix.
 *
 * @param seconds estimated run time of a plan
 */
public record OperatorNotes(ToDoubleFunction<Plan> seconds) {

  /**
   * Returns the run time and the temporary disk space of a number of products.
   *
   * @param step plan of one batch of products
   */
  public String cost(long products, Plan step) {
    double steps = Math.ceil((double) products / step.rows());
    return "about %s, and up to %s of temporary files in the output directory"
        .formatted(
            Amounts.duration(steps * seconds.applyAsDouble(step)),
            Amounts.bytes(products * step.parameters() * Double.BYTES));
  }

  /**
   * Returns the line about one product.
   *
   * @param one plan of the product
   */
  public Line product(Plan one) {
    return new Line(
        "a product",
        "%s with one vector, about %s"
            .formatted(Amounts.flops(one.flops()), Amounts.duration(seconds.applyAsDouble(one))));
  }

  /** Returns the line about the driver memory of the iteration state. */
  public static Line state(Plan plan) {
    return new Line(
        "the state", "%s of driver memory".formatted(Amounts.bytes(plan.memory().state().bytes())));
  }
}
