package io.sparkhessian.quantity.matrix;

import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.results.RowReport;
import io.sparkhessian.distributed.tasks.ConcurrentWaves;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.distributed.tasks.SampleSet;
import io.sparkhessian.distributed.tasks.Stages;
import io.sparkhessian.io.tiles.Tile;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.io.tiles.TileStore;
import io.sparkhessian.io.tiles.TileStrip;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.ejml.data.DMatrixRMaj;

/**
 * Distributed computation of the block rows of a plan's matrices.
 *
 * @param matrix the matrix to compute
 * @param plan plan whose tasks compute a block row or a strip of one
 */
public record MatrixRows(DistributedProblem problem, CurvatureRows matrix, Plan plan) {

  /**
   * Returns the intact block rows of an earlier run and removes the damaged ones.
   *
   * @param directories directories of the plan's matrices
   */
  public List<RowReport> finished(List<String> directories) throws IOException {
    Configuration configuration = problem.spark().hadoopConfiguration();
    List<BlockTask> stored = stored(configuration, directories);
    if (stored.isEmpty()) {
      return List.of();
    }
    RowFiles rows = files(directories);
    List<List<RowReport>> reports =
        Stages.named(
            problem.spark(),
            "finished rows",
            "checksums of the block rows of an earlier run",
            () ->
                problem
                    .tasks()
                    .each(
                        stored,
                        (task, dense) -> rows.reread(task, dense.name()).stream().toList()));
    for (int i = 0; i < stored.size(); i++) {
      if (reports.get(i).isEmpty()) {
        BlockTask task = stored.get(i);
        TileStore.unfinished(configuration, directories.get(task.matrix()), plan.layout(task))
            .remove(plan.strip(task));
      }
    }
    return reports.stream().flatMap(List::stream).toList();
  }

  /** Returns the tasks whose files exist. */
  private List<BlockTask> stored(Configuration configuration, List<String> directories)
      throws IOException {
    List<BlockTask> stored = new ArrayList<>();
    for (int matrix = 0; matrix < directories.size(); matrix++) {
      List<BlockTask> own = tasksOf(matrix);
      TileLayout layout = plan.layout(own.get(0));
      Set<TileStrip> strips = TileStore.finished(configuration, directories.get(matrix), layout);
      own.stream().filter(task -> strips.contains(plan.strip(task))).forEach(stored::add);
    }
    return stored;
  }

  private List<BlockTask> tasksOf(int matrix) {
    return plan.tasks().stream().filter(task -> task.matrix() == matrix).toList();
  }

  /**
   * Writes the upper triangles as tiles, one file per task; the driver receives only reports.
   *
   * @param directories directories of the plan's matrices
   */
  public List<RowReport> write(List<String> directories, Progress.Counter done) {
    SampleSet.Sums<BlockTask, DMatrixRMaj> rows = rows();
    RowFiles files = files(directories);
    if (plan.tasks().isEmpty()) {
      return List.of();
    }
    SampleSet.Stored<BlockTask, RowReport> kept = (task, dense) -> files.reread(task, dense.name());
    SampleSet placed = problem.samples().of(plan, problem.spark());
    List<RowReport> reports =
        new ConcurrentWaves(
                problem.tasks(),
                "Hessian rows",
                "Hessian-vector products of one-hot vectors, written as tiles")
            .values(
                plan.waves(),
                wave ->
                    placed.outcomes(
                        problem.tasks(),
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

  /** Returns the tiles of the upper triangle of each matrix as lazy RDDs. */
  public List<JavaRDD<Tile>> tiles() {
    SampleSet.Sums<BlockTask, DMatrixRMaj> rows = rows();
    Broadcast<Plan> planned = problem.tasks().share(plan);
    List<JavaRDD<Tile>> tiles = new ArrayList<>();
    for (int matrix = 0; matrix < plan.matrices().size(); matrix++) {
      JavaRDD<Tile> computed =
          problem
              .samples()
              .of(plan, problem.spark())
              .outcomes(
                  problem.tasks(),
                  tasksOf(matrix),
                  rows,
                  (task, computedRows, dense) ->
                      new TileRow(
                          planned.value().layout(task), planned.value().strip(task), computedRows))
              .flatMap(outcome -> outcome.require().tiles());
      tiles.add(computed.setName("tiles of " + plan.matrices().get(matrix).name()));
    }
    return tiles;
  }

  private RowFiles files(List<String> directories) {
    return new RowFiles(problem.hadoop(), directories, problem.tasks().share(plan));
  }

  private SampleSet.Sums<BlockTask, DMatrixRMaj> rows() {
    Broadcast<CurvatureRows> toAll = problem.tasks().share(matrix.keeping(plan.data().keptBytes()));
    Broadcast<Plan> planned = problem.tasks().share(plan);
    return task -> {
      Plan known = planned.value();
      return toAll.value().sum(known.window(task), known.chunkSize());
    };
  }
}
