package io.sparkhessian.quantity.matrix;

import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.results.RowReport;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.file.WriteFailure;
import io.sparkhessian.io.tiles.Tile;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.io.tiles.TileStore;
import io.sparkhessian.io.tiles.TileStrip;
import io.sparkhessian.io.tiles.TileStripWriter;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.ejml.data.DMatrixRMaj;

/**
 * Files of the block rows of a plan, read and written by tasks.
 *
 * @param directories directories of the plan's matrices
 */
public record RowFiles(
    SerializableConfiguration hadoop, List<String> directories, Broadcast<Plan> planned)
    implements Serializable {

  public RowFiles {
    directories = List.copyOf(directories);
  }

  private TileStore store(BlockTask task) {
    String directory = directories.get(task.matrix());
    return TileStore.unfinished(hadoop.value(), directory, planned.value().layout(task));
  }

  /** Reads the stored rows of a task; empty if they are missing or damaged. */
  public Optional<RowReport> reread(BlockTask task, String backend) throws IOException {
    TileStore store = store(task);
    TileStrip strip = planned.value().strip(task);
    return store.has(strip) ? RowReport.reread(store, task, strip, backend) : Optional.empty();
  }

  /** Writes the rows of a task. */
  public RowReport write(BlockTask task, DMatrixRMaj rows, String backend) throws IOException {
    TileLayout layout = planned.value().layout(task);
    TileRow row = new TileRow(layout, planned.value().strip(task), rows);
    FileEntry file;
    try {
      file = write(row, directories.get(task.matrix()));
    } catch (IOException | FSError e) {
      String name = layout.fileName(row.strip());
      throw new WriteFailure(directories.get(task.matrix()) + "/" + name, e);
    }
    return new RowReport(
        task.matrix(),
        task.blockRow(),
        task.blockColumn(),
        file,
        row.diagonal(),
        row.largest(),
        backend);
  }

  private FileEntry write(TileRow row, String directory) throws IOException {
    TileStripWriter writer =
        new TileStripWriter(hadoop.value(), directory, row.layout(), row.strip());
    try (writer) {
      try {
        Iterator<Tile> tiles = row.tiles();
        while (tiles.hasNext()) {
          writer.write(tiles.next());
        }
      } catch (IOException | RuntimeException | FSError e) {
        writer.abort();
        throw e;
      }
    }
    return writer.written();
  }
}
