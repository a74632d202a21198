package io.sparkhessian.registry;

import io.sparkhessian.io.output.OutputFiles;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The quantities that a job file can name.
 *
 * @param quantities in the order in which messages list them
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

  /** Returns the files that the quantities write. */
  public OutputFiles outputFiles() {
    Set<String> names = new HashSet<>();
    Set<String> durable = new HashSet<>();
    for (Quantity<?> quantity : quantities) {
      names.addAll(quantity.files());
      durable.addAll(quantity.durable());
    }
    return new OutputFiles(names, durable);
  }

  /** Returns the quantity of a job with its settings. */
  public Chosen<?> chosen(Job job) {
    return quantities.stream()
        .filter(quantity -> quantity.word().equals(job.quantity().word()))
        .findFirst()
        .map(quantity -> bind(quantity, job.quantity()))
        .orElseThrow(() -> new IllegalArgumentException(job.quantity().word()));
  }

  /** A quantity reads its own settings only, so they have its type. */
  @SuppressWarnings("unchecked")
  private static <S extends QuantitySpec> Chosen<S> bind(Quantity<S> quantity, QuantitySpec spec) {
    return new Chosen<>(quantity, (S) spec);
  }
}
