package io.sparkhessian.io.samples;

import io.sparkhessian.io.file.AtomicFile;
import io.sparkhessian.io.parquet.ParquetPages;
import io.sparkhessian.io.parquet.TileFile;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Writes a file of a table of samples, a row group at a time.
 *
 * <p>The bytes depend on the rows alone. The file appears under its name when the writer is closed
 * after the last row, unless another attempt has put it there.
 */
public final class SampleTableWriter implements Closeable {
  private final SampleTable table;
  private final SampleRange range;
  private final AtomicFile file;
  private final ParquetPages pages;
  private int next;
  private boolean open = true;

  /** Starts the file in {@code directory}, which is created where it is missing. */
  public SampleTableWriter(
      Configuration configuration, String directory, SampleTable table, SampleRange range)
      throws IOException {
    this.table = table;
    this.range = range;
    this.next = range.from();
    this.file = new AtomicFile(configuration, new Path(directory, table.fileName(range)));
    try {
      this.pages = new ParquetPages(file.stream(), table.schema());
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Appends the next row group.
   *
   * @param batch whose second derivatives are packed, whatever the table has
   * @param packedWidth their numbers a sample
   */
  public void write(SampleBatch batch, int packedWidth) throws IOException {
    if (batch.first() != next || next + batch.count() > range.to()) {
      throw new IllegalStateException(
          "%d rows from %d on where %d comes next of %s"
              .formatted(batch.count(), batch.first(), next, range));
    }
    int count = batch.count();
    int own = table.firstOrder();
    pages.startGroup(count);
    pages.consecutive(batch.first());
    pages.numbers(
        page -> {
          for (int s = 0; s < count; s++) {
            page.put(batch.firstOrder()[s * own]);
          }
        });
    if (table.form() == SampleTable.Form.TRACE) {
      pages.numbers(page -> page.put(batch.secondOrder(), 0, count));
    } else {
      pages.lists(
          table.edge(),
          page -> {
            for (int s = 0; s < count; s++) {
              page.put(batch.firstOrder(), s * own + 1, own - 1);
            }
          });
      pages.lists(
          table.width(),
          page -> {
            for (int s = 0; s < count; s++) {
              table.put(batch.secondOrder(), s * packedWidth, page);
            }
          });
    }
    pages.endGroup();
    next += count;
  }

  /**
   * Makes the file visible.
   *
   * @throws IllegalStateException when rows are missing; the file is thrown away
   */
  public TileFile finish() throws IOException {
    if (next < range.to()) {
      throw new IllegalStateException("%s end before %d".formatted(range, next));
    }
    open = false;
    try (file) {
      pages.close();
      file.commitUnlessThere();
      return new TileFile(table.fileName(range), file.bytes(), file.sha256());
    }
  }

  /** Throws away what was not finished; the file does not appear. */
  @Override
  public void close() throws IOException {
    if (open) {
      open = false;
      file.close();
    }
  }
}
