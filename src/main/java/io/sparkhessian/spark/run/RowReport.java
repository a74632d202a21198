package io.sparkhessian.spark.run;

import io.sparkhessian.Failure;
import io.sparkhessian.io.TileFile;
import io.sparkhessian.io.TileStore;
import io.sparkhessian.spark.plan.BlockTask;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a task tells the driver of the rows it has written.
 *
 * @param matrix of the plan
 * @param diagonal the block's part of the diagonal
 * @param largest max |H| in the rows
 * @param backend the dense kernels that ran
 */
@SuppressWarnings("ArrayRecordComponent") // reports are read, never compared
public record RowReport(
    int matrix, int blockRow, TileFile file, double[] diagonal, double largest, String backend)
    implements Serializable {
  static final Comparator<RowReport> ORDER =
      Comparator.comparingInt(RowReport::matrix).thenComparingInt(RowReport::blockRow);

  /** What there is to tell of rows that were written before; empty when they cannot be read. */
  static Optional<RowReport> reread(TileStore store, BlockTask task, String backend)
      throws IOException {
    double[] diagonal = new double[store.layout().length(task.blockRow())];
    double[] largest = new double[1];
    try {
      store.readRow(
          task.blockRow(),
          tile -> {
            if (tile.blockColumn() == task.blockRow()) {
              Arrays.setAll(diagonal, i -> tile.values()[i * tile.columns() + i]);
            }
            for (double value : tile.values()) {
              largest[0] = Math.max(largest[0], Math.abs(value));
            }
          });
      TileFile file = store.file(task.blockRow());
      return Optional.of(
          new RowReport(task.matrix(), task.blockRow(), file, diagonal, largest[0], backend));
    } catch (Failure damaged) {
      return Optional.empty();
    }
  }
}
