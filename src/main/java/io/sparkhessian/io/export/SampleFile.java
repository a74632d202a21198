package io.sparkhessian.io.export;

import io.sparkhessian.CsvField;
import io.sparkhessian.Failure;
import io.sparkhessian.io.file.AtomicFile;
import io.sparkhessian.io.npy.NpyWriter;
import io.sparkhessian.io.samples.SampleRange;
import io.sparkhessian.io.samples.SampleTable;
import io.sparkhessian.io.samples.SampleTableStore;
import io.sparkhessian.job.ExportFormat;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/** Writes a table of samples to a single file for other tools. */
public final class SampleFile {
  private SampleFile() {}

  /**
   * Writes the rows to {@code target}, any Hadoop URI, where they appear completely or not at all
   * and replace an existing file.
   *
   * <ul>
   *   <li>NPY: float64, C order; Hessians are n × k (k + 1) / 2 or n × k × k, as in the table;
   *       Laplacians are n
   *   <li>CSV: one row per sample with its number, value, gradient and second derivatives
   * </ul>
   *
   * @param format NPY or CSV; job files cannot ask for another one
   * @param names of the differentiated features
   * @throws Failure of kind input if the target cannot be written
   */
  public static void write(
      SampleTableStore store, ExportFormat format, List<String> names, String target)
      throws IOException {
    try (AtomicFile file = MatrixFile.create(store.configuration(), new Path(target))) {
      switch (format) {
        case NPY -> writeNpy(store, file.stream());
        case CSV -> writeCsv(store, names, file.stream());
        case MTX -> throw noMatrix();
      }
      file.commit();
    }
  }

  static IllegalArgumentException noMatrix() {
    return new IllegalArgumentException("a table of samples is not a Matrix Market matrix");
  }

  /** Shape of the NumPy array. */
  static long[] shape(SampleTable table) {
    long n = table.samples();
    long k = table.edge();
    return switch (table.form()) {
      case TRACE -> new long[] {n};
      case PACKED -> new long[] {n, table.width()};
      case FULL -> new long[] {n, k, k};
    };
  }

  private static void writeNpy(SampleTableStore store, FSDataOutputStream stream)
      throws IOException {
    SampleTable table = store.table();
    try (NpyWriter npy = new NpyWriter(stream, shape(table))) {
      for (SampleRange range : table.ranges()) {
        store.read(
            range, batch -> npy.write(batch.secondOrder(), 0, batch.count() * table.width()));
      }
    }
  }

  private static void writeCsv(
      SampleTableStore store, List<String> names, FSDataOutputStream stream) throws IOException {
    SampleTable table = store.table();
    try (Writer text = MatrixFile.text(stream)) {
      text.write(header(table, names));
      for (SampleRange range : table.ranges()) {
        store.read(
            range,
            batch -> {
              for (int s = 0; s < batch.count(); s++) {
                text.write(Integer.toString(batch.first() + s));
                write(text, batch.firstOrder(), s, table.firstOrder());
                write(text, batch.secondOrder(), s, table.width());
                text.write('\n');
              }
            });
      }
    }
  }

  private static void write(Writer text, double[] numbers, int row, int width) throws IOException {
    for (int i = row * width; i < (row + 1) * width; i++) {
      text.write(',');
      text.write(Double.toString(numbers[i]));
    }
  }

  /** The header of the CSV file; a quoted name may span several lines. */
  static String header(SampleTable table, List<String> names) {
    StringBuilder header = new StringBuilder(SampleTable.ROW + "," + SampleTable.VALUE);
    if (table.form() == SampleTable.Form.TRACE) {
      return header.append("," + SampleTable.LAPLACIAN + "\n").toString();
    }
    names.forEach(name -> header.append(',').append(CsvField.of(name)));
    for (int i = 0; i < names.size(); i++) {
      for (int j = table.form() == SampleTable.Form.FULL ? 0 : i; j < names.size(); j++) {
        header.append(',').append(CsvField.of(names.get(i) + " " + names.get(j)));
      }
    }
    return header.append('\n').toString();
  }
}
