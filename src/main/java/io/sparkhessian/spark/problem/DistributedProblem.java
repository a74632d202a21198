package io.sparkhessian.spark.problem;

import io.sparkhessian.curvature.FullHessian;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.HessianVectorProduct;
import io.sparkhessian.curvature.LossAndGradient;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.io.SampleData;
import io.sparkhessian.io.Tile;
import io.sparkhessian.io.TileLayout;
import io.sparkhessian.io.TileStore;
import io.sparkhessian.io.TileStrip;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.spark.plan.BlockTask;
import io.sparkhessian.spark.plan.Plan;
import io.sparkhessian.spark.results.Pieces;
import io.sparkhessian.spark.results.RowReport;
import io.sparkhessian.spark.tasks.Backend;
import io.sparkhessian.spark.tasks.InWaves;
import io.sparkhessian.spark.tasks.Placement;
import io.sparkhessian.spark.tasks.Progress;
import io.sparkhessian.spark.tasks.Stages;
import io.sparkhessian.spark.tasks.Tasks;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.ejml.data.DMatrixRMaj;

/** A problem whose samples the executors have. */
public final class DistributedProblem implements AutoCloseable {
  private final JavaSparkContext spark;
  private final Problem problem;
  private final KernelChoice choice;
  private final Tasks tasks;
  private final Placement samples;

  public DistributedProblem(
      JavaSparkContext spark, Problem problem, SampleData samples, KernelChoice choice) {
    this.spark = spark;
    this.problem = problem;
    this.choice = choice;
    this.tasks = new Tasks(spark, choice);
    this.samples = tasks.place(samples);
  }

  /** Over samples that somebody else has placed, and keeps. */
  public DistributedProblem(
      JavaSparkContext spark, Problem problem, Placement samples, KernelChoice choice) {
    this.spark = spark;
    this.problem = problem;
    this.choice = choice;
    this.tasks = new Tasks(spark, choice);
    this.samples = samples;
  }

  public Problem problem() {
    return problem;
  }

  /**
   * F and its gradient.
   *
   * @throws io.sparkhessian.Failure of kind numbers that names the operation and the sample where
   *     one is not finite
   */
  public LossAndGradient lossAndGradient() {
    return tasks.lossAndGradient(problem, samples);
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

  /** diag(H), of length N. */
  public double[] diagonal(
      HessianDiagonal diagonal, Plan plan, Pieces pieces, Progress.Counter done) {
    return diagonal(
        diagonal,
        (exact, task, chunkSize) -> exact.sum(task.from(), task.to(), chunkSize),
        plan,
        pieces,
        done);
  }

  /**
   * A diagonal, of length N, with zeros where the plan has no task; driver memory is O(N).
   *
   * @param pieces where the tasks leave what they have finished
   */
  public <D extends Serializable> double[] diagonal(
      D diagonal, DiagonalEntries<D> entriesOf, Plan plan, Pieces pieces, Progress.Counter done) {
    double[] all = new double[problem.layout().size()];
    if (plan.tasks().isEmpty()) {
      return all;
    }
    Broadcast<D> toAll = tasks.share(diagonal);
    int chunkSize = plan.samplesAtOnce();
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    record Part(int from, double[] entries) implements Serializable {}
    Placement.Kept<BlockTask, Part> kept =
        (task, dense) ->
            pieces.find(task.from(), task.rows()).map(entries -> new Part(task.from(), entries));
    Placement placed = samples.of(plan, spark);
    List<Part> parts =
        new InWaves(tasks, "diagonal", "second directional derivatives, block by block")
            .values(
                plan.waves(),
                wave ->
                    placed.outcomes(
                        tasks,
                        wave,
                        kept,
                        task -> entriesOf.of(toAll.value(), task, chunkSize),
                        (task, entries, dense) -> {
                          pieces.keep(task.from(), entries);
                          done.add(task.rows());
                          return new Part(task.from(), entries);
                        }));
    parts.forEach(
        part -> System.arraycopy(part.entries(), 0, all, part.from(), part.entries().length));
    return all;
  }

  /**
   * The products of H with the vectors of a source, in their order, a wave of tasks at a time.
   *
   * @param pieces where the tasks leave what they have finished
   * @return how many tasks had left theirs before
   */
  public int products(
      HessianVectorProduct product,
      Plan plan,
      ProductWaves.Source vectors,
      ProductWaves.Sink sink,
      Pieces pieces,
      Progress.Counter done)
      throws IOException {
    return products(product).run(plan, vectors, sink, pieces, done);
  }

  /** Products with vectors that are not all known at the beginning. */
  public ProductWaves products(HessianVectorProduct product) {
    return new ProductWaves(tasks, samples, tasks.share(product));
  }

  /** What tasks leave of a quantity in an output directory. */
  public Pieces pieces(OutputDirectory out) {
    return Pieces.in(out, spark);
  }

  /** The same of one of several quantities. */
  public Pieces pieces(OutputDirectory out, String quantity) {
    return Pieces.in(out, quantity, spark);
  }

  /**
   * The block rows of a plan that an earlier run of the same work has left, whole; a damaged one is
   * not among them, and is removed.
   *
   * @param directories of the matrices of the plan
   */
  public List<RowReport> finishedRows(Plan plan, List<String> directories) throws IOException {
    Configuration configuration = spark.hadoopConfiguration();
    List<BlockTask> there = new ArrayList<>();
    for (int matrix = 0; matrix < directories.size(); matrix++) {
      int own = matrix;
      List<BlockTask> tasksOfMatrix =
          plan.tasks().stream().filter(task -> task.matrix() == own).toList();
      TileLayout layout = plan.layout(tasksOfMatrix.get(0));
      Set<TileStrip> strips = TileStore.finished(configuration, directories.get(matrix), layout);
      tasksOfMatrix.stream().filter(task -> strips.contains(plan.strip(task))).forEach(there::add);
    }
    if (there.isEmpty()) {
      return List.of();
    }
    RowFiles rows = files(plan, directories);
    List<List<RowReport>> reports =
        Stages.named(
            spark,
            "finished rows",
            "block rows that are there, read again",
            () ->
                tasks.each(
                    there, (task, dense) -> rows.reread(task, dense.name()).stream().toList()));
    for (int i = 0; i < there.size(); i++) {
      if (reports.get(i).isEmpty()) {
        BlockTask task = there.get(i);
        TileStore.unfinished(configuration, directories.get(task.matrix()), plan.layout(task))
            .remove(plan.strip(task));
      }
    }
    return reports.stream().flatMap(List::stream).toList();
  }

  public SerializableConfiguration hadoop() {
    return new SerializableConfiguration(spark.hadoopConfiguration());
  }

  /** What computes rows of samples into files. */
  public InputFiles files(InputRows rows) {
    return new InputFiles(spark, tasks, samples, rows);
  }

  private RowFiles files(Plan plan, List<String> directories) {
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    return new RowFiles(hadoop, directories, tasks.share(plan));
  }

  /**
   * Writes upper triangles into tile stores, a file a task; the driver sees no row.
   *
   * @param directories of the matrices of the plan
   */
  public List<RowReport> writeTiles(
      FullHessian hessian, Plan plan, List<String> directories, Progress.Counter done) {
    Placement.Sums<BlockTask, DMatrixRMaj> rows = rows(hessian, plan);
    RowFiles files = files(plan, directories);
    if (plan.tasks().isEmpty()) {
      return List.of();
    }
    Placement.Kept<BlockTask, RowReport> kept = (task, dense) -> files.reread(task, dense.name());
    Placement placed = samples.of(plan, spark);
    List<RowReport> reports =
        new InWaves(tasks, "Hessian rows", "one-hot Hessian-vector products, written as tiles")
            .values(
                plan.waves(),
                wave ->
                    placed.outcomes(
                        tasks,
                        wave,
                        kept,
                        rows,
                        (task, computed, dense) -> {
                          RowReport report = files.write(task, computed, dense.name());
                          done.add(task.rows());
                          return report;
                        }));
    return reports.stream().sorted(RowReport.ORDER).toList();
  }

  /**
   * The tiles of the upper triangle of each matrix of the plan, computed when they are asked for.
   */
  public List<JavaRDD<Tile>> tiles(FullHessian hessian, Plan plan) {
    Placement.Sums<BlockTask, DMatrixRMaj> rows = rows(hessian, plan);
    Broadcast<Plan> planned = tasks.share(plan);
    List<JavaRDD<Tile>> tiles = new ArrayList<>();
    for (int each = 0; each < plan.matrices().size(); each++) {
      int matrix = each;
      List<BlockTask> own = plan.tasks().stream().filter(task -> task.matrix() == matrix).toList();
      JavaRDD<Tile> computed =
          samples
              .of(plan, spark)
              .outcomes(
                  tasks,
                  own,
                  rows,
                  (task, matrixRows, dense) ->
                      new TileRow(
                          planned.value().layout(task), planned.value().strip(task), matrixRows))
              .flatMap(outcome -> outcome.require().tiles());
      tiles.add(computed.setName("tiles of " + plan.matrices().get(matrix).name()));
    }
    return tiles;
  }

  private Placement.Sums<BlockTask, DMatrixRMaj> rows(FullHessian hessian, Plan plan) {
    Broadcast<FullHessian> toAll = tasks.share(hessian.keeping(plan.data().keptBytes()));
    Broadcast<Plan> planned = tasks.share(plan);
    return task -> {
      Plan known = planned.value();
      return toAll.value().sum(known.window(task), known.samplesAtOnce());
    };
  }

  @Override
  public void close() {
    tasks.close();
  }
}
