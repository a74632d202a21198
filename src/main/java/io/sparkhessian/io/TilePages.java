package io.sparkhessian.io;

import static org.apache.parquet.column.Encoding.PLAIN;
import static org.apache.parquet.column.Encoding.RLE;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * Tiles as row groups of a Parquet file, a page a column.
 *
 * <p>Parquet's record writers take value after value through the levels of a schema, which costs
 * more than computing them. Here all the values of a tile are one copy, their levels two runs.
 */
final class TilePages implements Closeable {
  private final OrderedFooter stream;
  private final ParquetFileWriter parquet;
  private ByteBuffer values = ByteBuffer.allocate(0);

  /** Starts the file; the stream is not closed when that fails. */
  TilePages(OutputStream file) throws IOException {
    this.stream = new OrderedFooter(file);
    this.parquet =
        new ParquetFileWriter(
            new Output(stream),
            TileSchema.SCHEMA,
            ParquetFileWriter.Mode.CREATE,
            Long.MAX_VALUE,
            0,
            null,
            ParquetProperties.builder().withPageWriteChecksumEnabled(true).build());
    parquet.start();
  }

  /** Appends a tile as a row group of one row. */
  void write(Tile tile) throws IOException {
    parquet.startBlock(1);
    int[] integers = {
      tile.blockRow(),
      tile.blockColumn(),
      tile.rowOffset(),
      tile.columnOffset(),
      tile.rows(),
      tile.columns()
    };
    for (int field = 0; field < integers.length; field++) {
      writeInteger(TileSchema.SCHEMA.getColumns().get(field), integers[field]);
    }
    writeValues(TileSchema.SCHEMA.getColumns().get(integers.length), tile.values());
    parquet.endBlock();
  }

  /** Writes the footer and closes the stream. */
  @Override
  public void close() throws IOException {
    stream.hold();
    try (parquet) {
      parquet.end(Map.of());
    }
  }

  private void writeInteger(ColumnDescriptor column, int value) throws IOException {
    Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
    statistics.updateStats(value);
    writeColumn(column, 1, BytesInput.fromInt(value), statistics);
  }

  private void writeValues(ColumnDescriptor column, double[] numbers) throws IOException {
    int size = Math.multiplyExact(numbers.length, Double.BYTES);
    if (values.capacity() < size) {
      values = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
    values.clear().asDoubleBuffer().put(numbers);
    int count = numbers.length;
    // A repetition level of 0 begins the list, and every element is defined.
    BytesInput repetition =
        count == 1 ? run(0, 1) : BytesInput.concat(run(0, 1), run(1, count - 1));
    BytesInput content =
        BytesInput.concat(
            levels(repetition), levels(run(1, count)), BytesInput.from(values.array(), 0, size));
    Statistics<?> none = Statistics.getBuilderForReading(column.getPrimitiveType()).build();
    writeColumn(column, count, content, none);
  }

  private void writeColumn(
      ColumnDescriptor column, int count, BytesInput content, Statistics<?> statistics)
      throws IOException {
    parquet.startColumn(column, count, CompressionCodecName.UNCOMPRESSED);
    int size = Math.toIntExact(content.size());
    parquet.writeDataPage(count, size, content, statistics, 1, RLE, RLE, PLAIN);
    parquet.endColumn();
  }

  /** Levels as a page has them: their bytes, and before them how many. */
  private static BytesInput levels(BytesInput runs) {
    return BytesInput.concat(BytesInput.fromInt(Math.toIntExact(runs.size())), runs);
  }

  /**
   * A run of equal levels in Parquet's hybrid encoding: 2·count as a variable-length number, level.
   */
  private static BytesInput run(int level, int count) {
    return BytesInput.concat(
        BytesInput.fromUnsignedVarInt(count << 1), BytesInput.from(new byte[] {(byte) level}));
  }

  /** The unfinished file as Parquet sees it: not aligned to the file system's blocks. */
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
