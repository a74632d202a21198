package io.sparkhessian.io.export;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.io.samples.SampleRange;
import io.sparkhessian.io.samples.SampleTable;
import io.sparkhessian.io.samples.SampleTableStore;
import io.sparkhessian.job.ExportFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Derivatives with respect to the inputs written by {@link SampleFile}, compared with the table of
 * samples. Memory holds one row group.
 *
 * @param names of the differentiated features
 */
public record ExportedSamples(Location file, List<String> names) {
  /** Returns the copied numbers of a sample, in the order of the file. */
  @FunctionalInterface
  private interface Rows {
    double[] next(int sample) throws IOException;
  }

  /**
   * Largest difference from the table relative to its largest number; 0 if all numbers are equal to
   * the last bit.
   *
   * @throws Failure of kind input if the file does not have the expected shape and names
   */
  public double relativeError(SampleTableStore rows, ExportFormat format) throws IOException {
    SampleTable table = rows.table();
    return switch (format) {
      case NPY -> {
        try (Npy.Rows npy = Npy.rows(file, SampleFile.shape(table))) {
          yield error(rows, 0, sample -> npy.next());
        }
      }
      case CSV -> {
        try (ExportedText text = new ExportedText(file)) {
          text.requireStart(SampleFile.header(table, names));
          int count = 1 + table.firstOrder() + table.width();
          double error = error(rows, table.firstOrder(), sample -> numbers(text, sample, count));
          text.requireEnd();
          yield error;
        }
      }
      case MTX -> throw SampleFile.noMatrix();
    };
  }

  /** The numbers of a line after the sample number; NaN if the sample number is wrong. */
  private static double[] numbers(ExportedText text, int sample, int count) throws IOException {
    double[] numbers = text.numbers(sample, count);
    double[] copied = Arrays.copyOfRange(numbers, 1, count);
    if (numbers[0] != sample) {
      Arrays.fill(copied, Double.NaN);
    }
    return copied;
  }

  /**
   * @param own number of values up to first order of a sample in the file
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
