package io.sparkhessian.io.parquet;

import static org.apache.parquet.column.Encoding.PLAIN;
import static org.apache.parquet.column.Encoding.RLE;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;

/**
 * Writer of Parquet files of numbers, with one page per column. The bytes of a file depend only on
 * the numbers.
 *
 * <p>Parquet's record writers process single values through the levels of a schema, which costs
 * more than computing the values. This writer copies all values of a column at once and encodes
 * their levels as a few runs.
 */
public final class ParquetPages implements Closeable {
  private final MessageType schema;
  private final OrderedFooter stream;
  private final ParquetFileWriter parquet;
  private ByteBuffer values = ByteBuffer.allocate(0);
  private int rows;
  private int column;

  /** Fills the page of a column with its numbers, in row order. */
  @FunctionalInterface
  public interface Filler {
    void fill(DoubleBuffer page);
  }

  /** Starts the file; the stream is not closed if the start fails. */
  public ParquetPages(OutputStream file, MessageType schema) throws IOException {
    this.schema = schema;
    this.stream = new OrderedFooter(file);
    this.parquet =
        new ParquetFileWriter(
            new Output(stream),
            schema,
            ParquetFileWriter.Mode.CREATE,
            Long.MAX_VALUE,
            0,
            null,
            ParquetProperties.builder().withPageWriteChecksumEnabled(true).build());
    parquet.start();
  }

  /** Starts a row group; its columns must follow in schema order. */
  public void startGroup(int count) throws IOException {
    parquet.startBlock(count);
    rows = count;
    column = 0;
  }

  public void endGroup() throws IOException {
    parquet.endBlock();
  }

  /** Writes an integer column with a single row. */
  public void integer(int value) throws IOException {
    Statistics<?> statistics = Statistics.createStats(next().getPrimitiveType());
    statistics.updateStats(value);
    writeColumn(1, BytesInput.fromInt(value), statistics);
  }

  /** Writes a column of consecutive 64-bit integers, starting at {@code first}. */
  public void consecutive(long first) throws IOException {
    Statistics<?> statistics = Statistics.createStats(next().getPrimitiveType());
    statistics.updateStats(first);
    statistics.updateStats(first + rows - 1);
    int size = Math.multiplyExact(rows, Long.BYTES);
    ByteBuffer page = page(size);
    for (int row = 0; row < rows; row++) {
      page.putLong(first + row);
    }
    writeColumn(rows, BytesInput.from(values.array(), 0, size), statistics);
  }

  /** Writes a column with one number per row. */
  public void numbers(Filler numbers) throws IOException {
    int size = Math.multiplyExact(rows, Double.BYTES);
    numbers.fill(page(size).asDoubleBuffer());
    writeColumn(rows, BytesInput.from(values.array(), 0, size), none());
  }

  /** Writes a column with one list per row; all lists have the same length, at least 1. */
  public void lists(int length, Filler numbers) throws IOException {
    int count = Math.multiplyExact(rows, length);
    int size = Math.multiplyExact(count, Double.BYTES);
    numbers.fill(page(size).asDoubleBuffer());
    // Repetition level 0 starts a list; every element is defined.
    BytesInput list = length == 1 ? run(0, 1) : BytesInput.concat(run(0, 1), run(1, length - 1));
    ByteArrayOutputStream repetition = new ByteArrayOutputStream();
    for (int row = 0; row < rows; row++) {
      list.writeAllTo(repetition);
    }
    BytesInput content =
        BytesInput.concat(
            levels(BytesInput.from(repetition)),
            levels(run(1, count)),
            BytesInput.from(values.array(), 0, size));
    writeColumn(count, content, none());
  }

  /** Writes the footer and closes the stream. */
  @Override
  public void close() throws IOException {
    stream.hold();
    try (parquet) {
      parquet.end(Map.of());
    }
  }

  private ColumnDescriptor next() {
    return schema.getColumns().get(column);
  }

  private Statistics<?> none() {
    return Statistics.getBuilderForReading(next().getPrimitiveType()).build();
  }

  private ByteBuffer page(int size) {
    if (values.capacity() < size) {
      values = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
    return values.clear();
  }

  private void writeColumn(int count, BytesInput content, Statistics<?> statistics)
      throws IOException {
    parquet.startColumn(next(), count, CompressionCodecName.UNCOMPRESSED);
    int size = Math.toIntExact(content.size());
    parquet.writeDataPage(count, size, content, statistics, rows, RLE, RLE, PLAIN);
    parquet.endColumn();
    column++;
  }

  /** Levels in page format: the number of bytes, then the bytes. */
  private static BytesInput levels(BytesInput runs) {
    return BytesInput.concat(BytesInput.fromInt(Math.toIntExact(runs.size())), runs);
  }

  /**
   * A run of equal levels in Parquet's hybrid encoding: 2·count as a variable-length integer, then
   * the level.
   */
  private static BytesInput run(int level, int count) {
    return BytesInput.concat(
        BytesInput.fromUnsignedVarInt(count << 1), BytesInput.from(new byte[] {(byte) level}));
  }

  /** The output file for Parquet, not aligned to the blocks of the file system. */
  private record Output(PositionOutputStream stream) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return stream;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
