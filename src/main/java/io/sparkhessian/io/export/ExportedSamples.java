package io.sparkhessian.io.export;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.io.samples.SampleRange;
import io.sparkhessian.io.samples.SampleTable;
import io.sparkhessian.io.samples.SampleTableStore;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Derivatives by the inputs that {@link SampleExport} wrote, beside the files of rows they came
 * from: a row group in memory.
 *
 * @param names of the features that count
 */
public record ExportedSamples(Location file, List<String> names) {
  /** Gives what was copied of a sample, in the order of the file. */
  @FunctionalInterface
  private interface Rows {
    double[] next(int sample) throws IOException;
  }

  /**
   * The largest difference from the rows, relative to their largest number: 0 where every number is
   * the same, to the last bit.
   *
   * @throws Failure of kind input when the file is not of this shape, with these names
   */
  public double errorBeside(SampleTableStore rows, SampleExport.Format format) throws IOException {
    SampleTable table = rows.table();
    return switch (format) {
      case NPY -> {
        try (Npy.Rows npy = Npy.rows(file, SampleExport.shape(table))) {
          yield error(rows, 0, sample -> npy.next());
        }
      }
      case CSV -> {
        try (ExportedText text = new ExportedText(file)) {
          text.requireStart(SampleExport.header(table, names));
          int count = 1 + table.firstOrder() + table.width();
          double error = error(rows, table.firstOrder(), sample -> numbers(text, sample, count));
          text.requireEnd();
          yield error;
        }
      }
    };
  }

  /** The number of the sample comes first. */
  private static double[] numbers(ExportedText text, int sample, int count) throws IOException {
    double[] numbers = text.numbers(sample, count);
    double[] copied = Arrays.copyOfRange(numbers, 1, count);
    if (numbers[0] != sample) {
      Arrays.fill(copied, Double.NaN);
    }
    return copied;
  }

  /**
   * @param own how many numbers of value and gradient the file has of a sample
   */
  private static double error(SampleTableStore rows, int own, Rows exported) throws IOException {
    CopyError error = new CopyError();
    int width = rows.table().width();
    for (SampleRange range : rows.table().ranges()) {
      rows.read(
          range,
          batch -> {
            for (int s = 0; s < batch.count(); s++) {
              double[] copied = exported.next(batch.first() + s);
              for (int i = 0; i < own; i++) {
                error.add(copied[i], batch.firstOrder()[s * own + i]);
              }
              for (int i = 0; i < width; i++) {
                error.add(copied[own + i], batch.secondOrder()[s * width + i]);
              }
            }
          });
    }
    return error.relative();
  }
}
