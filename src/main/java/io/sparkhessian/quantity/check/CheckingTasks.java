package io.sparkhessian.quantity.check;

import io.sparkhessian.curvature.GradientDifferences;
import io.sparkhessian.curvature.HessianVectorProduct;
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

/**
 * What a verification computes on the executors: each task gives vectors of length N at the most.
 */
public final class CheckingTasks implements AutoCloseable {
  private final JavaSparkContext spark;
  private final LoadedJob loaded;
  private final KernelChoice choice;
  private final Tasks tasks;
  private final SampleSet samples;
  private int kinks;

  public CheckingTasks(JavaSparkContext spark, LoadedJob loaded, KernelChoice choice) {
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

  /** H·v by central differences of the gradient, k × N, each with a step at which they settle. */
  public DMatrixRMaj differences(DMatrixRMaj vectors) {
    Broadcast<Problem> problem = tasks.share(loaded.problem());
    Broadcast<DMatrixRMaj> toAll = tasks.share(vectors);
    List<Integer> numbers =
        IntStream.range(0, vectors.numRows).filter(k -> !isZero(vectors, k)).boxed().toList();
    return new SettledDifferences(
            (chosen, part) -> differences(problem, toAll, chosen, part),
            k -> GradientDifferences.step(loaded.problem(), Rows.copy(vectors, k)),
            k -> acrossKink(Rows.copy(vectors, k, k + 1)))
        .of(vectors, numbers, () -> lossAndGradient().gradient());
  }

  private double[] acrossKink(DMatrixRMaj vector) {
    kinks++;
    HessianVectorProduct hessian = new HessianVectorProduct(loaded.problem());
    return products(hessian, whole(vector.numCols), vector).data;
  }

  /** Notes that products were taken where gradients jump. */
  public void addKinks(int count) {
    kinks += count;
  }

  /** How often the gradient jumped across a vector, so that the product was no difference. */
  public int kinks() {
    return kinks;
  }

  private static List<DiagonalBlock> whole(int size) {
    return List.of(new DiagonalBlock("all", 0, size));
  }

  /** A task a vector. */
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

  /** Returns of each block the products with its part of the vectors, a task a block; k × N. */
  public DMatrixRMaj products(
      HessianVectorProduct of, List<DiagonalBlock> blocks, DMatrixRMaj vectors) {
    Broadcast<HessianVectorProduct> product = tasks.share(of);
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
                    block -> product.value().sum(alone(toAll.value(), block), 0, chunkSize),
                    (block, all, dense) -> Probes.columns(all, block)));
    DMatrixRMaj products = new DMatrixRMaj(vectors.numRows, vectors.numCols);
    for (int part = 0; part < parts.size(); part++) {
      CommonOps_DDRM.insert(parts.get(part), products, 0, blocks.get(part).from());
    }
    return products;
  }

  /** The vectors with zeros outside of a block. */
  private static DMatrixRMaj alone(DMatrixRMaj vectors, DiagonalBlock block) {
    DMatrixRMaj alone = new DMatrixRMaj(vectors.numRows, vectors.numCols);
    CommonOps_DDRM.insert(Probes.columns(vectors, block), alone, 0, block.from());
    return alone;
  }

  public SerializableConfiguration hadoop() {
    return new SerializableConfiguration(spark.hadoopConfiguration());
  }

  LossAndGradient lossAndGradient() {
    return tasks.lossAndGradient(loaded.problem(), samples);
  }

  /** Compares an exported file with what it came from. */
  @FunctionalInterface
  interface CopyCheck extends Serializable {
    double error(Location file, Configuration hadoop) throws IOException;
  }

  /** How far an exported file is from what it came from: one task. */
  double copyError(OutputDirectory out, String file, CopyCheck check) {
    String place = out.child(file).absolute();
    SerializableConfiguration hadoop = hadoop();
    return Stages.named(
        spark,
        "exported file",
        file + " beside what it was copied from",
        () ->
            tasks.one(
                check,
                (copy, dense) -> copy.error(Location.of(hadoop.value(), place), hadoop.value())));
  }

  /** The vectors of a file of the result. */
  public VectorFile vectors(Location file, int size) {
    return VectorFile.open(spark.hadoopConfiguration(), file.text(), size);
  }

  /** What is computed again as a run does it. */
  @FunctionalInterface
  public interface Again<T> {
    T run(DistributedProblem problem, Progress.Counter done) throws IOException;
  }

  public <T> T distributed(Again<T> work) throws IOException {
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
