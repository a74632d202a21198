package io.sparkhessian.io;

import io.sparkhessian.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A matrix that {@link HessianExport} wrote, beside the tiles it came from: row by row, so that
 * memory holds a block row.
 */
public final class ExportedMatrix {
  private final Location file;
  private final int size;

  /** Gives the rows one after the other: N numbers, or those from the diagonal on. */
  @FunctionalInterface
  private interface Rows {
    double[] next(int row) throws IOException;
  }

  /**
   * @param size N
   */
  public ExportedMatrix(Location file, int size) {
    this.file = file;
    this.size = size;
  }

  /**
   * The largest difference from the tiles, relative to their largest entry: 0 where every number is
   * the same, to the last bit.
   *
   * @throws Failure of kind input when the file is not a matrix of this size
   */
  public double errorBeside(TileStore tiles, HessianExport.Format format) throws IOException {
    return switch (format) {
      case NPY -> {
        try (Npy.Rows npy = Npy.rows(file, size)) {
          yield error(TileRows.all(tiles), row -> npy.next());
        }
      }
      case CSV -> {
        try (BufferedReader text = text()) {
          skipNames(text);
          double error = error(TileRows.all(tiles), row -> numbers(row, line(text)));
          requireEnd(text);
          yield error;
        }
      }
      case MTX -> {
        try (BufferedReader text = text()) {
          requireShape(text);
          double error = error(TileRows.upper(tiles), row -> column(row, text));
          requireEnd(text);
          yield error;
        }
      }
    };
  }

  private static double error(TileRows tiles, Rows exported) throws IOException {
    double[] worst = {0, 0};
    tiles.forEach(
        (row, expected) -> {
          double[] found = exported.next(row);
          int left = expected.length - found.length;
          for (int k = 0; k < found.length; k++) {
            double entry = expected[left + k];
            worst[0] = Math.max(worst[0], Math.abs(entry));
            if (Double.doubleToLongBits(found[k]) != Double.doubleToLongBits(entry)) {
              double difference = Math.max(Math.abs(found[k] - entry), Double.MIN_VALUE);
              worst[1] = Math.max(worst[1], difference);
            }
          }
        });
    return worst[1] == 0 ? 0 : Math.max(worst[1] / worst[0], Double.MIN_VALUE);
  }

  /** A name in quotes may go over several lines. */
  private void skipNames(BufferedReader text) throws IOException {
    long quotes = 0;
    do {
      quotes += line(text).chars().filter(c -> c == '"').count();
    } while (quotes % 2 == 1);
  }

  private double[] numbers(int row, String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != size) {
      throw damaged("row %d has %d numbers, not %d".formatted(row + 1, cells.length, size));
    }
    double[] numbers = new double[size];
    for (int column = 0; column < size; column++) {
      numbers[column] = number(cells[column]);
    }
    return numbers;
  }

  private void requireShape(BufferedReader text) throws IOException {
    String header = line(text);
    String shape = line(text);
    if (!header.equals(HessianExport.MTX_HEADER) || !shape.equals(size + " " + size)) {
      throw damaged("its first lines are not those of a matrix of %d × %d".formatted(size, size));
    }
  }

  /** Of the lower triangle a column, which is a row of the upper one. */
  private double[] column(int index, BufferedReader text) throws IOException {
    double[] numbers = new double[size - index];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = number(line(text));
    }
    return numbers;
  }

  private BufferedReader text() throws IOException {
    return new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8), 1 << 16);
  }

  private String line(BufferedReader text) throws IOException {
    String line = text.readLine();
    if (line == null) {
      throw damaged("it is cut short");
    }
    return line;
  }

  private void requireEnd(BufferedReader text) throws IOException {
    if (text.readLine() != null) {
      throw damaged("it is too long");
    }
  }

  private double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw damaged(DataCell.show(text) + " is not a number");
    }
  }

  private Failure damaged(String how) {
    return Failure.input(
        "%s is not the matrix that was exported: %s; export it again".formatted(file.text(), how));
  }
}
