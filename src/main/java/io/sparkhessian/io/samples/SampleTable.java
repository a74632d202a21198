package io.sparkhessian.io.samples;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.io.Serializable;
import java.nio.DoubleBuffer;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/**
 * Layout of derivatives with respect to the inputs in Parquet files: one row per sample, one range
 * of samples per file.
 *
 * @param edge k, the number of differentiated features
 * @param form of the second derivatives
 * @param samples n
 * @param samplesOfFile number of samples of each file but the last
 * @param samplesOfGroup number of samples of each row group but the last of a file
 */
public record SampleTable(int edge, Form form, int samples, int samplesOfFile, int samplesOfGroup)
    implements Serializable {
  /** Column with the number of the sample in the order of the data, from 0. */
  public static final String ROW = "row";

  /** Column with the loss or the output of the sample. */
  public static final String VALUE = "value";

  public static final String GRADIENT = "gradient";
  public static final String HESSIAN = "hessian";
  public static final String LAPLACIAN = "laplacian";

  /** Form of the second derivatives in a row. */
  public enum Form {
    /** The upper triangle, row by row from the diagonal to the right. */
    PACKED,
    /** The whole matrix, row by row. */
    FULL,
    /** Only the trace, without a gradient. */
    TRACE
  }

  /** Number of second-order values of a sample. */
  public int width() {
    return switch (form) {
      case PACKED -> Math.toIntExact(edge * (edge + 1L) / 2);
      case FULL -> Math.multiplyExact(edge, edge);
      case TRACE -> 1;
    };
  }

  /** Number of values of a sample up to first order. */
  public int firstOrder() {
    return form == Form.TRACE ? 1 : 1 + edge;
  }

  /** Bytes of a row. */
  public long rowBytes() {
    return Double.BYTES * (1L + firstOrder() + width());
  }

  /** Name of the column with the second derivatives. */
  public String column() {
    return form == Form.TRACE ? LAPLACIAN : HESSIAN;
  }

  /** The sample ranges of the files, in order. */
  public List<SampleRange> ranges() {
    return IntStream.range(0, (samples - 1) / samplesOfFile + 1)
        .mapToObj(file -> range(file * samplesOfFile, samples, samplesOfFile))
        .toList();
  }

  /** The sample ranges of the row groups of a file. */
  public List<SampleRange> groups(SampleRange file) {
    return IntStream.range(0, (file.count() - 1) / samplesOfGroup + 1)
        .mapToObj(group -> range(file.from() + group * samplesOfGroup, file.to(), samplesOfGroup))
        .toList();
  }

  private static SampleRange range(int from, int end, int size) {
    return new SampleRange(from, (int) Math.min(end, (long) from + size));
  }

  public String fileName(SampleRange file) {
    return String.format(Locale.ROOT, "samples-from-%09d.parquet", file.from());
  }

  /** Position of the second derivative with respect to two features in a row. */
  public int at(int row, int column) {
    int upper = Math.min(row, column);
    int right = Math.max(row, column);
    return form == Form.FULL
        ? row * edge + column
        : upper * edge - upper * (upper - 1) / 2 + right - upper;
  }

  /** Appends the second derivatives of a sample, given in packed form or as a trace. */
  void put(double[] packed, int start, DoubleBuffer page) {
    if (form != Form.FULL) {
      page.put(packed, start, width());
      return;
    }
    int row = start;
    for (int i = 0; i < edge; i++) {
      for (int j = 0, above = start + i; j < i; above += edge - 1 - j, j++) {
        page.put(packed[above]);
      }
      page.put(packed, row, edge - i);
      row += edge - i;
    }
  }

  MessageType schema() {
    Types.MessageTypeBuilder columns = Types.buildMessage();
    columns.required(INT64).named(ROW);
    columns.required(DOUBLE).named(VALUE);
    if (form == Form.TRACE) {
      columns.required(DOUBLE).named(LAPLACIAN);
    } else {
      columns.requiredList().requiredElement(DOUBLE).named(GRADIENT);
      columns.requiredList().requiredElement(DOUBLE).named(HESSIAN);
    }
    return columns.named("sample");
  }

  @Override
  public String toString() {
    return "%s of %d samples by %d features".formatted(column(), samples, edge);
  }
}
