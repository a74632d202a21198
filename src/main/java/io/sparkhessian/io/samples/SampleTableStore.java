package io.sparkhessian.io.samples;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.parquet.GroupPages;
import io.sparkhessian.io.parquet.ParquetFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/** A table of samples in a directory, read one row group at a time. */
public final class SampleTableStore {
  private final ParquetFiles files;
  private final SampleTable table;

  /** Consumes rows in order. */
  @FunctionalInterface
  public interface Rows {
    void accept(SampleBatch batch) throws IOException;
  }

  /** A store whose files may be missing. */
  public SampleTableStore(Configuration configuration, String directory, SampleTable table) {
    this.files = new ParquetFiles(configuration, directory);
    this.table = table;
  }

  public Configuration configuration() {
    return files.configuration();
  }

  public SampleTable table() {
    return table;
  }

  /** The sample ranges whose files exist. */
  public List<SampleRange> finished() throws IOException {
    Set<String> names = files.names();
    return table.ranges().stream().filter(range -> names.contains(table.fileName(range))).toList();
  }

  public boolean has(SampleRange range) throws IOException {
    return files.has(table.fileName(range));
  }

  /** Removes a damaged file. */
  public void remove(SampleRange range) throws IOException {
    files.remove(table.fileName(range));
  }

  /** The entry of a file, which is read completely. */
  public FileEntry entry(SampleRange range) throws IOException {
    return files.entry(table.fileName(range));
  }

  /**
   * Reads the rows of a file.
   *
   * @throws Failure of kind input if the file is missing or damaged
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
      GroupPages columns = new GroupPages(reader.readNextRowGroup(), table.schema());
      ByteBuffer numbers = columns.longs(0, count);
      for (int s = 0; s < count; s++) {
        if (numbers.getLong() != group.from() + s) {
          throw files.damaged(name, "it holds other samples");
        }
      }
      ByteBuffer values = columns.numbers(1, count);
      for (int s = 0; s < count; s++) {
        firstOrder[s * own] = values.getDouble();
      }
      if (table.form() == SampleTable.Form.TRACE) {
        columns.numbers(2, count).asDoubleBuffer().get(secondOrder);
      } else {
        DoubleBuffer gradients = columns.lists(2, count * table.edge()).asDoubleBuffer();
        for (int s = 0; s < count; s++) {
          gradients.get(firstOrder, s * own + 1, own - 1);
        }
        columns.lists(3, secondOrder.length).asDoubleBuffer().get(secondOrder);
      }
    } catch (RuntimeException e) {
      throw e instanceof Failure ? e : files.damaged(name, e.getMessage());
    }
    return new SampleBatch(group.from(), count, firstOrder, secondOrder);
  }
}
