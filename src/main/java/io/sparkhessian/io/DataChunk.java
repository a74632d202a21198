package io.sparkhessian.io;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Successive rows of one file, as numbers, on their way to the driver; it may end at a wrong row.
 *
 * <p>A class and not a record, because Kryo cannot read records.
 */
final class DataChunk implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The order of the rows, whatever partitions Spark made of the files. */
  static final Comparator<DataChunk> ORDER =
      Comparator.comparing((DataChunk chunk) -> chunk.file)
          .thenComparingLong(chunk -> chunk.blockStart)
          .thenComparingInt(chunk -> chunk.sequence);

  private static final int CAPACITY = 1 << 17;

  private final String file;
  private final long blockStart;
  private final int sequence;
  private final int width;
  private int rows;
  private double[] values;
  private String error;
  private boolean errorInHeader;
  private boolean withoutHeader;

  /**
   * @param sequence tells the chunks of one block of a file apart
   * @param width the numbers in a row, which are features, labels and weight
   */
  DataChunk(String file, long blockStart, int sequence, int width) {
    this.file = file;
    this.blockStart = blockStart;
    this.sequence = sequence;
    this.width = width;
    this.values = new double[16 * width];
  }

  String file() {
    return file;
  }

  /** Tells this chunk from all others. */
  String key() {
    return blockStart + ":" + sequence + ":" + file;
  }

  /** The same without its numbers. */
  DataChunk outline() {
    DataChunk outline = new DataChunk(file, blockStart, sequence, 0);
    outline.rows = rows;
    outline.error = error;
    outline.errorInHeader = errorInHeader;
    outline.withoutHeader = withoutHeader;
    return outline;
  }

  boolean isOf(String otherFile, long otherBlockStart) {
    return blockStart == otherBlockStart && file.equals(otherFile);
  }

  /** An empty chunk for the rows that follow these. */
  DataChunk next() {
    return new DataChunk(file, blockStart, sequence + 1, width);
  }

  boolean isFull() {
    return rows > 0 && (long) (rows + 1) * width > CAPACITY;
  }

  void add(double[] row) {
    int end = (rows + 1) * width;
    if (end > values.length) {
      values = Arrays.copyOf(values, 2 * end);
    }
    System.arraycopy(row, 0, values, end - width, width);
    rows++;
  }

  /** What is wrong with the row after the last one. */
  void fail(String message) {
    error = message;
  }

  void failInHeader(String message) {
    error = message;
    errorInHeader = true;
  }

  /** Notes that the start of the file had no record that could be its header. */
  void lackHeader() {
    withoutHeader = true;
  }

  DataChunk trimmed() {
    values = Arrays.copyOf(values, rows * width);
    return this;
  }

  int rows() {
    return rows;
  }

  double[] values() {
    return values;
  }

  /** Null when all is well. */
  String error() {
    return error;
  }

  boolean errorInHeader() {
    return errorInHeader;
  }

  boolean withoutHeader() {
    return withoutHeader;
  }
}
