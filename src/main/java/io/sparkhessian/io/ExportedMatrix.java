package io.sparkhessian.io;

import io.sparkhessian.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Reads a matrix that {@link HessianExport} wrote, to compare it with the tiles it came from: row
 * by row, so that memory holds O(N).
 */
public final class ExportedMatrix {
  private final Location file;
  private final int size;

  /** What is done with an entry; of a triangle each is told once. */
  @FunctionalInterface
  private interface Entries {
    void add(int row, int column, double value);
  }

  /**
   * @param size N
   */
  public ExportedMatrix(Location file, int size) {
    this.file = file;
    this.size = size;
  }

  /**
   * Products with vectors.
   *
   * @param vectors k × N, row by row
   * @return k × N
   * @throws Failure of kind input when the file is not a matrix of this size
   */
  public double[] times(HessianExport.Format format, double[] vectors) throws IOException {
    int k = vectors.length / size;
    double[] products = new double[vectors.length];
    Entries full =
        (row, column, value) -> {
          for (int v = 0; v < k; v++) {
            products[v * size + row] += value * vectors[v * size + column];
          }
        };
    switch (format) {
      case NPY -> Npy.forEachRow(file, size, (row, values) -> addRow(row, values, full));
      case CSV -> readCsv(full);
      case MTX ->
          readMatrixMarket(
              (row, column, value) -> {
                full.add(row, column, value);
                if (row != column) {
                  full.add(column, row, value);
                }
              });
    }
    return products;
  }

  private static void addRow(int row, double[] values, Entries entries) {
    for (int column = 0; column < values.length; column++) {
      entries.add(row, column, values[column]);
    }
  }

  private void readCsv(Entries entries) throws IOException {
    try (BufferedReader text = text()) {
      long quotes = 0;
      do { // a name in quotes may go over several lines
        quotes += line(text).chars().filter(c -> c == '"').count();
      } while (quotes % 2 == 1);
      for (int row = 0; row < size; row++) {
        String[] cells = line(text).split(",", -1);
        if (cells.length != size) {
          throw damaged("row %d has %d numbers, not %d".formatted(row + 1, cells.length, size));
        }
        for (int column = 0; column < size; column++) {
          entries.add(row, column, number(cells[column]));
        }
      }
      requireEnd(text);
    }
  }

  /** The lower triangle column by column. */
  private void readMatrixMarket(Entries entries) throws IOException {
    try (BufferedReader text = text()) {
      String header = line(text);
      String shape = line(text);
      if (!header.equals(HessianExport.MTX_HEADER) || !shape.equals(size + " " + size)) {
        throw damaged("its first lines are not those of a matrix of %d × %d".formatted(size, size));
      }
      for (int column = 0; column < size; column++) {
        for (int row = column; row < size; row++) {
          entries.add(row, column, number(line(text)));
        }
      }
      requireEnd(text);
    }
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
