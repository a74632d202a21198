package io.sparkhessian.io.data;

import io.sparkhessian.linalg.SparseRowsBuilder;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Consecutive rows of one file as numbers; the row after them may be invalid. */
final class DataChunk implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Order of the rows in the files, whatever the partitions. */
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

  /** Sparse features; null for dense features. */
  private SparseRowsBuilder sparse;

  private List<KeyCodes> keys;
  private long nonzeros;
  private String error;
  private boolean errorInHeader;
  private boolean withoutHeader;

  /**
   * @param sequence number of the chunk in its block of the file
   * @param width length of a row: dense features, the other columns, the weight
   * @param keys number of keys, which precede the weight
   */
  DataChunk(String file, long blockStart, int sequence, int width, int keys, boolean sparse) {
    this.keys = Stream.generate(KeyCodes::new).limit(keys).toList();
    this.file = file;
    this.blockStart = blockStart;
    this.sequence = sequence;
    this.width = width;
    this.values = new double[16 * width];
    this.sparse = sparse ? new SparseRowsBuilder() : null;
  }

  String file() {
    return file;
  }

  /** Returns a key that no other chunk has. */
  String key() {
    return blockStart + ":" + sequence + ":" + file;
  }

  /** Returns the chunk without its numbers. */
  DataChunk outline() {
    DataChunk outline = new DataChunk(file, blockStart, sequence, 0, 0, false);
    outline.keys = keys;
    outline.rows = rows;
    outline.nonzeros = nonzeros();
    outline.error = error;
    outline.errorInHeader = errorInHeader;
    outline.withoutHeader = withoutHeader;
    return outline;
  }

  boolean isOf(String otherFile, long otherBlockStart) {
    return blockStart == otherBlockStart && file.equals(otherFile);
  }

  /** Returns an empty chunk for the next rows. */
  DataChunk next() {
    return new DataChunk(file, blockStart, sequence + 1, width, keys.size(), sparse != null);
  }

  boolean isFull() {
    return rows > 0 && (long) (rows + 1) * width + nonzeros() > CAPACITY;
  }

  /** Returns the builder of the next row's sparse features; null for dense features. */
  SparseRowsBuilder sparse() {
    return sparse;
  }

  /** Returns the codes of each key that the rows hold. */
  List<KeyCodes> keys() {
    return keys;
  }

  /** Returns the number of non-zero sparse features; 0 for dense features. */
  long nonzeros() {
    return sparse == null ? nonzeros : sparse.stored();
  }

  /** Ends a row with its numbers, except sparse features. */
  void add(double[] row) {
    int end = (rows + 1) * width;
    if (end > values.length) {
      values = Arrays.copyOf(values, 2 * end);
    }
    System.arraycopy(row, 0, values, end - width, width);
    rows++;
    if (sparse != null) {
      sparse.endRow();
    }
  }

  /** Ends the chunk at an invalid row. */
  void fail(String message) {
    error = message;
    if (sparse != null) {
      sparse.dropRow();
    }
  }

  void failInHeader(String message) {
    error = message;
    errorInHeader = true;
  }

  /** Marks the chunk: its file has no record that could be the header. */
  void lackHeader() {
    withoutHeader = true;
  }

  DataChunk trimmed() {
    values = Arrays.copyOf(values, rows * width);
    if (sparse != null) {
      sparse.trim();
    }
    return this;
  }

  int rows() {
    return rows;
  }

  /**
   * Returns the rows.
   *
   * @param columns number of sparse features
   * @param codes for each key, the codes that replace the codes of this chunk
   */
  RowBatch batch(int columns, int[][] codes) {
    return new RowBatch(
        width,
        codes.length == 0 ? values : coded(codes),
        sparse == null ? null : sparse.build(columns));
  }

  private double[] coded(int[][] codes) {
    double[] coded = values.clone();
    for (int row = 0; row < rows; row++) {
      int first = (row + 1) * width - 1 - codes.length;
      for (int key = 0; key < codes.length; key++) {
        coded[first + key] = codes[key][(int) values[first + key]];
      }
    }
    return coded;
  }

  /** Returns the error of the row after the last one, or null. */
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
