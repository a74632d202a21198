package io.sparkhessian.quantity.check;

import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.GradientDifferences;
import io.sparkhessian.curvature.LossAndGradient;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.spectral.Probes;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.distributed.tasks.SampleSet;
import io.sparkhessian.distributed.tasks.Stages;
import io.sparkhessian.distributed.tasks.Tasks;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.npy.VectorFile;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Rows;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Tasks of a verification; a task returns vectors of length N at most. */
public final class VerificationTasks implements AutoCloseable {
  private final JavaSparkContext spark;
  private final LoadedJob loaded;
  private final KernelChoice choice;
  private final Tasks tasks;
  private final SampleSet samples;
  private int kinks;

  public VerificationTasks(JavaSparkContext spark, LoadedJob loaded, KernelChoice choice) {
    this.spark = spark;
    this.loaded = loaded;
    this.choice = choice;
    this.tasks = new Tasks(spark, choice);
    this.samples = tasks.distribute(loaded.data());
  }

  public JavaSparkContext spark() {
    return spark;
  }

  public Tasks tasks() {
    return tasks;
  }

  public SampleSet samples() {
    return samples;
  }

  /**
   * Returns H·v by central differences of the gradient, with an adaptive step per vector.
   *
   * @param vectors k × N
   * @return k × N
   */
  public DMatrixRMaj differences(DMatrixRMaj vectors) {
    Broadcast<Problem> problem = tasks.share(loaded.problem());
    Broadcast<DMatrixRMaj> toAll = tasks.share(vectors);
    List<Integer> numbers =
        IntStream.range(0, vectors.numRows).filter(k -> !isZero(vectors, k)).boxed().toList();
    return new AdaptiveDifferences(
            (chosen, part) -> differences(problem, toAll, chosen, part),
            k -> GradientDifferences.step(loaded.problem(), Rows.copy(vectors, k)),
            k -> acrossKink(Rows.copy(vectors, k, k + 1)))
        .of(vectors, numbers, () -> lossAndGradient().gradient());
  }

  private double[] acrossKink(DMatrixRMaj vector) {
    kinks++;
    return products(new CurvatureProduct(loaded.problem()), vector).data;
  }

  /** Adds to the number of products across kinks. */
  public void addKinks(int count) {
    kinks += count;
  }

  /** Number of vectors along which the gradient jumps, so that no difference exists. */
  public int kinks() {
    return kinks;
  }

  /** Returns the differences along some of the vectors, one task per vector. */
  private List<double[]> differences(
      Broadcast<Problem> problem,
      Broadcast<DMatrixRMaj> vectors,
      List<Integer> numbers,
      double part) {
    return Stages.named(
        spark,
        "products by differences",
        "central differences of the gradient",
        () ->
            samples.each(
                tasks,
                numbers,
                k -> {
                  double[] v = Rows.copy(vectors.value(), k);
                  double step = part * GradientDifferences.step(problem.value(), v);
                  return GradientDifferences.sum(problem.value(), v, step);
                },
                (k, product, dense) -> product));
  }

  private static boolean isZero(DMatrixRMaj vectors, int k) {
    return Arrays.stream(Rows.copy(vectors, k)).allMatch(each -> each == 0);
  }

  /** Returns the products of the whole matrix with vectors; k × N. */
  public DMatrixRMaj products(CurvatureProduct of, DMatrixRMaj vectors) {
    return products(of, List.of(new DiagonalBlock("all", 0, vectors.numCols)), vectors);
  }

  /** Returns the products of a block-diagonal matrix with vectors, one task per block; k × N. */
  public DMatrixRMaj products(
      CurvatureProduct of, List<DiagonalBlock> blocks, DMatrixRMaj vectors) {
    Broadcast<CurvatureProduct> product = tasks.share(of);
    Broadcast<DMatrixRMaj> toAll = tasks.share(vectors);
    int chunkSize = Grouping.chunkSize(loaded.data().shape().count());
    List<DMatrixRMaj> parts =
        Stages.named(
            spark,
            "products",
            "Hessian-vector products of random vectors",
            () ->
                samples.each(
                    tasks,
                    blocks,
                    block -> product.value().sum(masked(toAll.value(), block), 0, chunkSize),
                    (block, all, dense) -> Probes.columns(all, block)));
    DMatrixRMaj products = new DMatrixRMaj(vectors.numRows, vectors.numCols);
    for (int part = 0; part < parts.size(); part++) {
      CommonOps_DDRM.insert(parts.get(part), products, 0, blocks.get(part).from());
    }
    return products;
  }

  /** Returns the vectors with zeros outside the block. */
  private static DMatrixRMaj masked(DMatrixRMaj vectors, DiagonalBlock block) {
    DMatrixRMaj masked = new DMatrixRMaj(vectors.numRows, vectors.numCols);
    CommonOps_DDRM.insert(Probes.columns(vectors, block), masked, 0, block.from());
    return masked;
  }

  public SerializableConfiguration hadoop() {
    return new SerializableConfiguration(spark.hadoopConfiguration());
  }

  LossAndGradient lossAndGradient() {
    return tasks.lossAndGradient(loaded.problem(), samples);
  }

  /** Comparison of an exported file with its source. */
  @FunctionalInterface
  interface ExportCheck extends Serializable {
    double error(Location file, Configuration hadoop) throws IOException;
  }

  /** Returns the error of an exported file relative to its source; one task. */
  double exportError(OutputDirectory out, String file, ExportCheck check) {
    String place = out.child(file).absolute();
    SerializableConfiguration hadoop = hadoop();
    return Stages.named(
        spark,
        "exported file",
        file + " against its source",
        () ->
            tasks.one(
                check,
                (comparison, dense) ->
                    comparison.error(Location.of(hadoop.value(), place), hadoop.value())));
  }

  /** Opens a file of vectors of the result. */
  public VectorFile vectors(Location file, int size) {
    return VectorFile.open(spark.hadoopConfiguration(), file.text(), size);
  }

  /** A distributed computation, run as in a job. */
  @FunctionalInterface
  public interface Recomputation<T> {
    T run(DistributedProblem problem, Progress.Counter done) throws IOException;
  }

  public <T> T distributed(Recomputation<T> work) throws IOException {
    try (DistributedProblem problem =
        new DistributedProblem(spark, loaded.problem(), loaded.data(), choice)) {
      return work.run(problem, Progress.Counter.of(spark));
    }
  }

  @Override
  public void close() {
    tasks.close();
  }
}
