package io.sparkhessian.io;

import io.sparkhessian.Failure;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/** A table of samples in a directory, read a row group at a time. */
public final class SampleTableStore {
  private final ParquetFiles files;
  private final SampleTable table;

  /** Takes rows, in their order. */
  @FunctionalInterface
  public interface Rows {
    void accept(SampleBatch batch) throws IOException;
  }

  /** Of which files may be missing. */
  public SampleTableStore(Configuration configuration, String directory, SampleTable table) {
    this.files = new ParquetFiles(configuration, directory);
    this.table = table;
  }

  Configuration configuration() {
    return files.configuration();
  }

  public SampleTable table() {
    return table;
  }

  /** The ranges whose files are there. */
  public List<SampleRange> finished() throws IOException {
    Set<String> names = files.names();
    return table.ranges().stream().filter(range -> names.contains(table.fileName(range))).toList();
  }

  public boolean has(SampleRange range) throws IOException {
    return files.has(table.fileName(range));
  }

  /** Removes a file that is damaged. */
  public void remove(SampleRange range) throws IOException {
    files.remove(table.fileName(range));
  }

  /** The file as it is; reads all of it. */
  public TileFile file(SampleRange range) throws IOException {
    return files.file(table.fileName(range));
  }

  /**
   * Reads the rows of a file.
   *
   * @throws Failure of kind input when it is missing, or not what a job writes
   */
  public void read(SampleRange range, Rows rows) throws IOException {
    String name = table.fileName(range);
    if (!files.has(name)) {
      throw Failure.input(
          "%s: %s is missing; run the job again with --overwrite"
              .formatted(files.directory(), name));
    }
    try (ParquetFileReader reader = files.open(name, table.schema(), table)) {
      int next = range.from();
      for (BlockMetaData group : reader.getRowGroups()) {
        long end = next + group.getRowCount();
        if (end > range.to()) {
          throw files.damaged(name, "it holds more than " + range);
        }
        rows.accept(read(reader, name, new SampleRange(next, (int) end)));
        next = (int) end;
      }
      if (next < range.to()) {
        throw files.damaged(name, "it does not hold " + range);
      }
    }
  }

  private SampleBatch read(ParquetFileReader reader, String name, SampleRange group)
      throws IOException {
    int count = group.count();
    int own = table.firstOrder();
    double[] firstOrder = new double[Math.multiplyExact(count, own)];
    double[] secondOrder = new double[Math.multiplyExact(count, table.width())];
    try {
      PageReadStore pages = reader.readNextRowGroup();
      List<ColumnDescriptor> columns = table.schema().getColumns();
      ByteBuffer numbers = page(pages, columns.get(0), count, false);
      for (int s = 0; s < count; s++) {
        if (numbers.getLong() != group.from() + s) {
          throw files.damaged(name, "it holds other samples");
        }
      }
      ByteBuffer values = page(pages, columns.get(1), count, false);
      for (int s = 0; s < count; s++) {
        firstOrder[s * own] = values.getDouble();
      }
      boolean lists = table.form() != SampleTable.Form.TRACE;
      if (lists) {
        ByteBuffer gradients = page(pages, columns.get(2), count * table.edge(), true);
        for (int s = 0; s < count; s++) {
          gradients.asDoubleBuffer().get(firstOrder, s * own + 1, own - 1);
          gradients.position(gradients.position() + (own - 1) * Double.BYTES);
        }
      }
      page(pages, columns.get(columns.size() - 1), secondOrder.length, lists)
          .asDoubleBuffer()
          .get(secondOrder);
    } catch (RuntimeException e) {
      throw e instanceof Failure ? e : files.damaged(name, e.getMessage());
    }
    return new SampleBatch(group.from(), count, firstOrder, secondOrder);
  }

  /**
   * The only page of a column, at its numbers, as {@link ParquetPages} has written them.
   *
   * @param levels whether lengths of lists come first
   */
  private static ByteBuffer page(
      PageReadStore pages, ColumnDescriptor column, int count, boolean levels) throws IOException {
    DataPageV1 page = (DataPageV1) pages.getPageReader(column).readPage();
    byte[] content = page.getBytes().toInputStream().readAllBytes();
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    for (int level = 0; levels && level < 2; level++) {
      int length = bytes.getInt();
      bytes.position(bytes.position() + length);
    }
    if (page.getValueCount() != count || bytes.remaining() != (long) count * Double.BYTES) {
      throw new BufferUnderflowException();
    }
    return bytes;
  }
}
