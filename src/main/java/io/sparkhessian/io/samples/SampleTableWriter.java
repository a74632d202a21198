package io.sparkhessian.io.samples;

import io.sparkhessian.io.file.AtomicFile;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.parquet.ParquetPages;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Writes a file of a table of samples, one row group at a time.
 *
 * <p>The bytes depend only on the rows. The file appears under its name when {@link #finish} is
 * called after the last row, unless another attempt has already written it.
 */
public final class SampleTableWriter implements Closeable {
  private final SampleTable table;
  private final SampleRange range;
  private final AtomicFile file;
  private final ParquetPages pages;
  private int next;
  private boolean open = true;

  /** Starts the file in {@code directory}, which is created if it is missing. */
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
   * @param batch with packed second derivatives or traces, independent of the form of the table
   * @param packedWidth number of second-order values of a sample in the batch
   */
  public void write(SampleBatch batch, int packedWidth) throws IOException {
    if (batch.first() != next || next + batch.count() > range.to()) {
      throw new IllegalStateException(
          "%d rows from %d, but %d comes next in %s"
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
   * @throws IllegalStateException if rows are missing; the file is discarded
   */
  public FileEntry finish() throws IOException {
    if (next < range.to()) {
      throw new IllegalStateException("%s end before %d".formatted(range, next));
    }
    open = false;
    try (file) {
      pages.close();
      file.commitUnlessExists();
      return file.entry();
    }
  }

  /** Discards an unfinished file, which does not appear. */
  @Override
  public void close() throws IOException {
    if (open) {
      open = false;
      file.close();
    }
  }
}
