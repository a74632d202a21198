package io.sparkhessian.registry;

import io.sparkhessian.distributed.problem.JobLoader;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.output.OutputFiles;
import io.sparkhessian.job.Job;
import io.sparkhessian.job.JobParser;
import io.sparkhessian.job.ObjectiveSpec;
import io.sparkhessian.job.QuantitySpec;
import io.sparkhessian.model.Model;
import io.sparkhessian.model.ObjectiveSource;
import io.sparkhessian.model.code.ClassSource;
import io.sparkhessian.model.linear.LinearSource;
import io.sparkhessian.model.network.NetworkSource;
import io.sparkhessian.quantity.Chosen;
import io.sparkhessian.quantity.Quantity;
import io.sparkhessian.quantity.diagonal.DiagonalQuantity;
import io.sparkhessian.quantity.inputs.InputQuantity;
import io.sparkhessian.quantity.matrix.MatrixQuantity;
import io.sparkhessian.quantity.products.ProductsQuantity;
import io.sparkhessian.quantity.solve.SolveQuantity;
import io.sparkhessian.quantity.spectrum.SpectrumQuantity;
import io.sparkhessian.quantity.trace.TraceQuantity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * The quantities and the sources of objectives that a job file can name.
 *
 * @param quantities in the order in which messages list them
 * @param sources in the order in which messages list them
 */
public record Registry(List<Quantity<?>> quantities, List<ObjectiveSource<?>> sources) {
  /** The quantities and sources of this version. */
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
              new SolveQuantity()),
          List.of(
              new NetworkSource(),
              LinearSource.LINEAR,
              LinearSource.LOGISTIC,
              LinearSource.SOFTMAX,
              LinearSource.POISSON,
              new ClassSource()));

  public Registry {
    quantities = List.copyOf(quantities);
    sources = List.copyOf(sources);
  }

  /** Returns a registry with one more quantity. */
  public Registry with(Quantity<?> quantity) {
    List<Quantity<?>> more = new ArrayList<>(quantities);
    more.add(quantity);
    return new Registry(more, sources);
  }

  /** Returns a registry with one more source of objectives. */
  public Registry with(ObjectiveSource<?> source) {
    List<ObjectiveSource<?>> more = new ArrayList<>(sources);
    more.add(source);
    return new Registry(quantities, more);
  }

  /** Returns the reader of job files. */
  public JobParser jobs() {
    return new JobParser(quantities, sources);
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

  /**
   * Reads the model, the parameters, the data and the vectors of a job.
   *
   * @param broadcastLimit bytes of data that still fit a broadcast; larger data stay on the
   *     executors
   * @throws io.sparkhessian.Failure of kind input when something is missing or does not fit
   */
  public LoadedJob load(SparkSession spark, Job job, long broadcastLimit) throws IOException {
    Model model =
        sources.stream()
            .filter(source -> source.word().equals(job.objective().word()))
            .findFirst()
            .map(source -> load(spark, source, job.objective()))
            .orElseThrow(() -> new IllegalArgumentException(job.objective().word()));
    return new JobLoader(job, model).load(spark, broadcastLimit);
  }

  /** A source reads its own settings only, so they have its type. */
  @SuppressWarnings("unchecked")
  private static <S extends ObjectiveSpec> Model load(
      SparkSession spark, ObjectiveSource<S> source, ObjectiveSpec spec) {
    return source.load(spark.sparkContext().hadoopConfiguration(), (S) spec);
  }

  /** A quantity reads its own settings only, so they have its type. */
  @SuppressWarnings("unchecked")
  private static <S extends QuantitySpec> Chosen<S> bind(Quantity<S> quantity, QuantitySpec spec) {
    return new Chosen<>(quantity, (S) spec);
  }
}
