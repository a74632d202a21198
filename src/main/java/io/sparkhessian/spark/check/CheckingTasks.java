package io.sparkhessian.spark.check;

import io.sparkhessian.curvature.DiagonalBlock;
import io.sparkhessian.curvature.GradientDifferences;
import io.sparkhessian.curvature.HessianVectorProduct;
import io.sparkhessian.curvature.LossAndGradient;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.io.Location;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.io.SampleRange;
import io.sparkhessian.io.TileLayout;
import io.sparkhessian.io.TileStore;
import io.sparkhessian.io.VectorFile;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.spark.compute.Curvature;
import io.sparkhessian.spark.operators.Probes;
import io.sparkhessian.spark.problem.DistributedProblem;
import io.sparkhessian.spark.problem.LoadedJob;
import io.sparkhessian.spark.results.StoredMatrix;
import io.sparkhessian.spark.tasks.Placement;
import io.sparkhessian.spark.tasks.Progress;
import io.sparkhessian.spark.tasks.Stages;
import io.sparkhessian.spark.tasks.Tasks;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
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
  private final Placement samples;
  private int kinks;

  public CheckingTasks(JavaSparkContext spark, LoadedJob loaded, KernelChoice choice) {
    this.spark = spark;
    this.loaded = loaded;
    this.choice = choice;
    this.tasks = new Tasks(spark, choice);
    this.samples = tasks.place(loaded.data());
  }

  /** H·v by central differences of the gradient, k × N, each with a step at which they settle. */
  DMatrixRMaj differences(DMatrixRMaj vectors) {
    Broadcast<Problem> problem = tasks.share(loaded.problem());
    Broadcast<DMatrixRMaj> toAll = tasks.share(vectors);
    List<Integer> numbers =
        IntStream.range(0, vectors.numRows).filter(k -> !isZero(vectors, k)).boxed().toList();
    return new SettledDifferences(
            (chosen, part) -> differences(problem, toAll, chosen, part),
            k -> GradientDifferences.step(loaded.problem(), row(vectors, k)),
            k -> acrossKink(Probes.rows(vectors, k, k + 1)))
        .of(vectors, numbers, () -> lossAndGradient().gradient());
  }

  private double[] acrossKink(DMatrixRMaj vector) {
    kinks++;
    HessianVectorProduct hessian = new HessianVectorProduct(loaded.problem());
    return products(hessian, whole(vector.numCols), vector).data;
  }

  /** Notes that products were taken where gradients jump. */
  void addKinks(int count) {
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
                  double[] v = row(vectors.value(), k);
                  double step = part * GradientDifferences.step(problem.value(), v);
                  return GradientDifferences.sum(problem.value(), v, step);
                },
                (k, product, dense) -> product));
  }

  private static double[] row(DMatrixRMaj vectors, int k) {
    return Arrays.copyOfRange(vectors.data, k * vectors.numCols, (k + 1) * vectors.numCols);
  }

  private static boolean isZero(DMatrixRMaj vectors, int k) {
    return Arrays.stream(row(vectors, k)).allMatch(each -> each == 0);
  }

  /** Of each block the products with its part of the vectors, a task a block; k × N. */
  DMatrixRMaj products(List<DiagonalBlock> blocks, DMatrixRMaj vectors) {
    return products(Curvature.of(loaded.job()).product(loaded.problem()), blocks, vectors);
  }

  private DMatrixRMaj products(
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

  SerializableConfiguration hadoop() {
    return new SerializableConfiguration(spark.hadoopConfiguration());
  }

  /** Files of rows of samples beside the same found in other ways. */
  List<InputErrors> errors(List<SampleRange> ranges, InputComparison comparison) {
    Broadcast<InputComparison> toAll = tasks.share(comparison);
    return samples.ranges(
        tasks,
        ranges,
        "stored rows of samples",
        "beside products and differences of their gradients",
        (range, chunks, dense) -> toAll.value().of(range, chunks, dense));
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
  VectorFile vectors(Location file, int size) {
    return VectorFile.open(spark.hadoopConfiguration(), file.text(), size);
  }

  /** What is computed again as a run does it. */
  @FunctionalInterface
  interface Again<T> {
    T run(DistributedProblem problem, Progress.Counter done) throws IOException;
  }

  <T> T distributed(Again<T> work) throws IOException {
    try (DistributedProblem problem =
        new DistributedProblem(spark, loaded.problem(), loaded.data(), choice)) {
      return work.run(problem, Progress.Counter.of(spark));
    }
  }

  /** H·v of the stored tiles, a task a block row; k × N. */
  DMatrixRMaj storedTimes(OutputDirectory out, List<StoredMatrix> matrices, DMatrixRMaj vectors) {
    record Part(String directory, TileLayout layout, DiagonalBlock block, int row)
        implements Serializable {}
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    Broadcast<DMatrixRMaj> toAll = tasks.share(vectors);
    List<Part> parts = new ArrayList<>();
    for (StoredMatrix matrix : matrices) {
      String directory = out.child(matrix.path()).absolute();
      for (int row = 0; row < matrix.layout().blocks(); row++) {
        parts.add(new Part(directory, matrix.layout(), matrix.block(), row));
      }
    }
    List<DMatrixRMaj> computed =
        Stages.named(
            spark,
            "products of the stored tiles",
            "block row by block row",
            () ->
                tasks.each(
                    parts,
                    (part, dense) ->
                        rowTimes(
                            TileStore.open(hadoop.value(), part.directory(), part.layout()),
                            part.row(),
                            Probes.columns(toAll.value(), part.block()))));
    DMatrixRMaj products = new DMatrixRMaj(vectors.numRows, vectors.numCols);
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      int offset = part.block().from() + part.layout().offset(part.row());
      CommonOps_DDRM.insert(computed.get(i), products, 0, offset);
    }
    return products;
  }

  @Override
  public void close() {
    tasks.close();
  }

  /** The entries of H·v that belong to one block row. */
  private static DMatrixRMaj rowTimes(TileStore store, int row, DMatrixRMaj vectors)
      throws IOException {
    DMatrixRMaj products = new DMatrixRMaj(vectors.numRows, store.layout().length(row));
    for (int above = 0; above < row; above++) {
      TileProducts.addTransposed(store.read(above, row), vectors, products);
    }
    store.readRow(row, tile -> TileProducts.add(tile, vectors, products));
    return products;
  }
}
