package io.sparkhessian.registry;

import io.sparkhessian.job.Job;
import io.sparkhessian.job.JobParser;
import io.sparkhessian.job.QuantitySpec;
import io.sparkhessian.quantity.Chosen;
import io.sparkhessian.quantity.Quantity;
import io.sparkhessian.quantity.diagonal.DiagonalQuantity;
import io.sparkhessian.quantity.inputs.InputQuantity;
import io.sparkhessian.quantity.matrix.MatrixQuantity;
import io.sparkhessian.quantity.products.ProductsQuantity;
import io.sparkhessian.quantity.solve.SolveQuantity;
import io.sparkhessian.quantity.spectrum.SpectrumQuantity;
import io.sparkhessian.quantity.trace.TraceQuantity;
import java.util.ArrayList;
import java.util.List;

/**
 * The quantities that a job file can name.
 *
 * @param quantities the quantities, in the order of error messages
 */
public record Registry(List<Quantity<?>> quantities) {
  /** The quantities of this version. */
  public static final Registry STANDARD =
      new Registry(
          List.of(
              MatrixQuantity.HESSIAN,
              DiagonalQuantity.DIAGONAL,
              MatrixQuantity.BLOCKS,
              new ProductsQuantity(),
              MatrixQuantity.GAUSS_NEWTON,
              MatrixQuantity.FISHER,
              DiagonalQuantity.BECKER_LECUN,
              DiagonalQuantity.HESSCALE,
              DiagonalQuantity.HUTCHINSON,
              InputQuantity.INPUT_HESSIAN,
              InputQuantity.INPUT_LAPLACIAN,
              new SpectrumQuantity(),
              new TraceQuantity(),
              new SolveQuantity()));

  public Registry {
    quantities = List.copyOf(quantities);
  }

  /** Returns a registry with one more quantity. */
  public Registry with(Quantity<?> quantity) {
    List<Quantity<?>> more = new ArrayList<>(quantities);
    more.add(quantity);
    return new Registry(more);
  }

  /** Returns the reader of job files. */
  public JobParser jobs() {
    return new JobParser(quantities);
  }

  /** Returns the quantity of a job with its settings. */
  public Chosen<?> chosen(Job job) {
    return quantities.stream()
        .filter(quantity -> quantity.word().equals(job.quantity().word()))
        .findFirst()
        .map(quantity -> bind(quantity, job.quantity()))
        .orElseThrow(() -> new IllegalArgumentException(job.quantity().word()));
  }

  /** Binds a quantity to settings that its own reader created, so the cast is safe. */
  @SuppressWarnings("unchecked")
  private static <S extends QuantitySpec> Chosen<S> bind(Quantity<S> quantity, QuantitySpec spec) {
    return new Chosen<>(quantity, (S) spec);
  }
}
