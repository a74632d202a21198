package io.sparkhessian.distributed.results;

import io.sparkhessian.Failure;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.tiles.TileStore;
import io.sparkhessian.io.tiles.TileStrip;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * Report of a task to the driver about the rows that the task wrote.
 *
 * @param matrix index of the matrix in the plan
 * @param blockColumn block column of the first tile
 * @param diagonal part of the diagonal, if the rows contain it
 * @param largest max |H| over the rows
 * @param backend dense kernels that computed the rows
 */
@SuppressWarnings("ArrayRecordComponent") // reports are read, never compared
public record RowReport(
    int matrix,
    int blockRow,
    int blockColumn,
    FileEntry file,
    double[] diagonal,
    double largest,
    String backend)
    implements Serializable {
  public static final Comparator<RowReport> ORDER =
      Comparator.comparingInt(RowReport::matrix)
          .thenComparingInt(RowReport::blockRow)
          .thenComparingInt(RowReport::blockColumn);

  /** Returns the report on rows of an earlier run; empty if they cannot be read. */
  public static Optional<RowReport> reread(
      TileStore store, BlockTask task, TileStrip strip, String backend) throws IOException {
    int length = task.atDiagonal() ? store.layout().length(task.blockRow()) : 0;
    double[] diagonal = new double[length];
    double[] largest = new double[1];
    try {
      store.read(
          strip,
          tile -> {
            if (tile.blockColumn() == task.blockRow()) {
              Arrays.setAll(diagonal, i -> tile.values()[i * tile.columns() + i]);
            }
            for (double value : tile.values()) {
              largest[0] = Math.max(largest[0], Math.abs(value));
            }
          });
      FileEntry file = store.entry(strip);
      return Optional.of(
          new RowReport(
              task.matrix(),
              task.blockRow(),
              task.blockColumn(),
              file,
              diagonal,
              largest[0],
              backend));
    } catch (Failure damaged) {
      return Optional.empty();
    }
  }
}
