package io.sparkhessian.spark.run;

import io.sparkhessian.curvature.FullHessian;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.HessianVectorProduct;
import io.sparkhessian.curvature.LossAndGradient;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.Tile;
import io.sparkhessian.io.TileLayout;
import io.sparkhessian.io.TileRowWriter;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.spark.plan.BlockTask;
import io.sparkhessian.spark.plan.Plan;
import io.sparkhessian.spark.plan.Planner;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.ejml.data.DMatrixRMaj;

/**
 * A problem whose samples every executor has: small data, the first of the two axes. Tasks are
 * blocks of directions, and each sees all chunks in their order, so that no result depends on where
 * it was computed.
 */
public final class DistributedProblem implements AutoCloseable {
  private final JavaSparkContext spark;
  private final Problem problem;
  private final KernelChoice choice;
  private final Tasks tasks;
  private final Broadcast<List<Samples>> chunks;

  public DistributedProblem(
      JavaSparkContext spark, Problem problem, Samples samples, KernelChoice choice) {
    this.spark = spark;
    this.problem = problem;
    this.choice = choice;
    this.tasks = new Tasks(spark, choice);
    this.chunks = tasks.share(samples.chunks(Planner.CHUNK_SIZE));
  }

  /** Over samples that somebody else has broadcast, and keeps. */
  public DistributedProblem(
      JavaSparkContext spark,
      Problem problem,
      Broadcast<List<Samples>> chunks,
      KernelChoice choice) {
    this.spark = spark;
    this.problem = problem;
    this.choice = choice;
    this.tasks = new Tasks(spark, choice);
    this.chunks = chunks;
  }

  public Problem problem() {
    return problem;
  }

  /** F and its gradient, by one task. */
  public LossAndGradient lossAndGradient() {
    return tasks.lossAndGradient(problem, chunks);
  }

  /** The dense kernels that run on executors, and what is to be said about them. */
  public Backend backend() {
    KernelChoice kernels = choice;
    return Stages.named(
        spark,
        "dense kernels",
        "which BLAS the executors have",
        () -> tasks.one(0, (any, dense) -> Backend.of(kernels)));
  }

  /** What is to be said of the dense kernels of all tasks so far. */
  public Set<String> warnings() {
    return tasks.warnings();
  }

  /** diag(H), of length N; driver memory is O(N). */
  public double[] diagonal(HessianDiagonal diagonal, Plan plan, Progress.Counter done) {
    Broadcast<HessianDiagonal> toAll = tasks.share(diagonal);
    Broadcast<List<Samples>> data = chunks;
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    record Part(int from, double[] entries) implements Serializable {}
    List<Part> parts =
        Stages.named(
            spark,
            "diagonal",
            "second directional derivatives, block by block",
            () ->
                tasks.each(
                    plan.tasks(),
                    (task, dense) -> {
                      double[] entries =
                          toAll.value().entries(task.from(), task.to(), data.value(), dense);
                      done.add(task.rows());
                      return new Part(task.from(), entries);
                    }));
    double[] all = new double[problem.layout().size()];
    parts.forEach(
        part -> System.arraycopy(part.entries(), 0, all, part.from(), part.entries().length));
    return all;
  }

  /** The products of H with the vectors of a source, in their order, a wave of tasks at a time. */
  public void products(
      HessianVectorProduct product,
      Plan plan,
      ProductWaves.Source vectors,
      ProductWaves.Sink sink,
      Progress.Counter done)
      throws IOException {
    new ProductWaves(spark, tasks, chunks, tasks.share(product)).run(plan, vectors, sink, done);
  }

  /**
   * Writes upper triangles into tile stores, a file a task; the driver sees no row.
   *
   * @param directories of the matrices of the plan
   */
  public List<RowReport> writeTiles(
      FullHessian hessian, Plan plan, List<String> directories, Progress.Counter done) {
    Broadcast<FullHessian> toAll = tasks.share(hessian);
    Broadcast<Plan> planned = tasks.share(plan);
    Broadcast<List<Samples>> data = chunks;
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    List<String> stores = List.copyOf(directories);
    List<RowReport> reports =
        Stages.named(
            spark,
            "Hessian rows",
            "blocks of one-hot Hessian-vector products, written as tiles",
            () ->
                tasks.each(
                    plan.tasks(),
                    (task, dense) -> {
                      long start = System.nanoTime();
                      TileRow row =
                          compute(toAll.value(), planned.value(), task, data.value(), dense);
                      double seconds = (System.nanoTime() - start) / 1e9;
                      String store = stores.get(task.matrix());
                      RowReport report =
                          write(hadoop.value(), store, task.matrix(), row, dense.name(), seconds);
                      done.add(task.rows());
                      return report;
                    }));
    return reports.stream()
        .sorted(Comparator.comparingInt(RowReport::matrix).thenComparingInt(RowReport::blockRow))
        .toList();
  }

  /**
   * The tiles of the upper triangle of each matrix of the plan, computed when they are asked for.
   */
  public List<JavaRDD<Tile>> tiles(FullHessian hessian, Plan plan) {
    Broadcast<FullHessian> toAll = tasks.share(hessian);
    Broadcast<Plan> planned = tasks.share(plan);
    Broadcast<List<Samples>> data = chunks;
    KernelChoice kernels = choice;
    List<JavaRDD<Tile>> tiles = new ArrayList<>();
    for (int each = 0; each < plan.matrices().size(); each++) {
      int matrix = each;
      List<BlockTask> own =
          new ArrayList<>(plan.tasks().stream().filter(task -> task.matrix() == matrix).toList());
      JavaRDD<Tile> computed =
          spark
              .parallelize(own, own.size())
              .flatMap(
                  task ->
                      compute(
                              toAll.value(),
                              planned.value(),
                              task,
                              data.value(),
                              Kernels.of(kernels))
                          .tiles());
      tiles.add(computed.setName("tiles of " + plan.matrices().get(matrix).name()));
    }
    return tiles;
  }

  private static TileRow compute(
      FullHessian hessian, Plan plan, BlockTask task, List<Samples> chunks, DenseKernels dense) {
    int size = plan.matrices().get(task.matrix()).size();
    DMatrixRMaj rows = hessian.rows(task.from(), task.to(), plan.end(task), chunks, dense);
    return new TileRow(new TileLayout(size, plan.tile()), task.blockRow(), rows);
  }

  private static RowReport write(
      Configuration hadoop,
      String directory,
      int matrix,
      TileRow row,
      String backend,
      double seconds)
      throws IOException {
    TileRowWriter writer = new TileRowWriter(hadoop, directory, row.layout(), row.blockRow());
    try (writer) {
      try {
        Iterator<Tile> tiles = row.tiles();
        while (tiles.hasNext()) {
          writer.write(tiles.next());
        }
      } catch (IOException | RuntimeException e) {
        writer.abort();
        throw e;
      }
    }
    return new RowReport(
        matrix, row.blockRow(), writer.written(), row.diagonal(), row.largest(), backend, seconds);
  }

  @Override
  public void close() {
    tasks.close();
  }
}
