package io.sparkhessian.io.export;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.io.tiles.TileRows;
import io.sparkhessian.io.tiles.TileStore;
import io.sparkhessian.job.ExportFormat;
import java.io.IOException;
import java.util.List;

/**
 * A matrix written by {@link MatrixFile}, compared with its tiles row by row. Memory holds one
 * block row.
 */
public final class ExportedMatrix {
  private final Location file;
  private final List<String> names;

  /** Returns the next row: N numbers, or only the numbers from the diagonal to the right. */
  @FunctionalInterface
  private interface Rows {
    double[] next(int row) throws IOException;
  }

  /**
   * @param names N names of parameters
   */
  public ExportedMatrix(Location file, List<String> names) {
    this.file = file;
    this.names = List.copyOf(names);
  }

  /**
   * Largest difference from the tiles relative to their largest entry; 0 if all numbers are equal
   * to the last bit.
   *
   * @throws Failure of kind input if the file is not a matrix of the expected size and names
   */
  public double relativeError(TileStore tiles, ExportFormat format) throws IOException {
    int size = names.size();
    return switch (format) {
      case NPY -> {
        try (Npy.Rows npy = Npy.rows(file, size, size)) {
          yield error(TileRows.all(tiles), row -> npy.next());
        }
      }
      case CSV -> {
        try (ExportedText text = new ExportedText(file)) {
          text.requireStart(MatrixFile.csvHeader(names));
          double error = error(TileRows.all(tiles), row -> text.numbers(row, size));
          text.requireEnd();
          yield error;
        }
      }
      case MTX -> {
        try (ExportedText text = new ExportedText(file)) {
          text.requireStart(MatrixFile.mtxHeader(size));
          double error = error(TileRows.upper(tiles), row -> column(row, text));
          text.requireEnd();
          yield error;
        }
      }
    };
  }

  private static double error(TileRows tiles, Rows exported) throws IOException {
    CopyError error = new CopyError();
    tiles.forEach(
        (row, stored) -> {
          double[] copied = exported.next(row);
          int left = stored.length - copied.length;
          for (int k = 0; k < copied.length; k++) {
            error.add(copied[k], stored[left + k]);
          }
        });
    return error.relative();
  }

  /** A column of the lower triangle, which is a row of the upper one. */
  private double[] column(int index, ExportedText text) throws IOException {
    double[] numbers = new double[names.size() - index];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = text.number();
    }
    return numbers;
  }
}
