package io.sparkhessian.quantity.diagonal;

import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.distributed.tasks.ConcurrentWaves;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.distributed.tasks.SampleSet;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

/**
 * Tasks of a diagonal, each a range of entries.
 *
 * @param diagonal the diagonal, shared with the executors
 * @param entries factory of the sum that a task computes
 */
public record DiagonalTasks<D extends Serializable>(
    DistributedProblem problem, D diagonal, DiagonalEntries<D> entries) {

  /**
   * Returns the diagonal, of length N; entries without a task in the plan are zero. Driver memory
   * is O(N).
   *
   * @param pieces store of finished entries
   */
  public double[] compute(Plan plan, Pieces pieces, Progress.Counter done) {
    double[] all = new double[problem.problem().layout().size()];
    if (plan.tasks().isEmpty()) {
      return all;
    }
    Broadcast<D> toAll = problem.tasks().share(diagonal);
    DiagonalEntries<D> entriesOf = entries;
    int chunkSize = plan.chunkSize();
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    record Part(int from, double[] entries) implements Serializable {}
    SampleSet.Stored<BlockTask, Part> kept =
        (task, dense) ->
            pieces.find(task.from(), task.rows()).map(found -> new Part(task.from(), found));
    SampleSet placed = problem.samples().of(plan, problem.spark());
    List<Part> parts =
        new ConcurrentWaves(
                problem.tasks(), "diagonal", "second directional derivatives, one block per task")
            .values(
                plan.waves(),
                wave ->
                    placed.outcomes(
                        problem.tasks(),
                        wave,
                        kept,
                        task -> entriesOf.of(toAll.value(), task, chunkSize),
                        (task, found, dense) -> {
                          pieces.keep(task.from(), found);
                          done.add(task.rows());
                          return new Part(task.from(), found);
                        }));
    parts.forEach(
        part -> System.arraycopy(part.entries(), 0, all, part.from(), part.entries().length));
    return all;
  }
}
