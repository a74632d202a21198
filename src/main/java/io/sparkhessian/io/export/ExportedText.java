package io.sparkhessian.io.export;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.source.DataCell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads an exported text file line by line. */
final class ExportedText implements AutoCloseable {
  private final Location file;
  private final BufferedReader text;

  ExportedText(Location file) throws IOException {
    this.file = file;
    this.text =
        new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8), 1 << 16);
  }

  /** Requires that the file starts with a text, which may have several lines. */
  void requireStart(String expected) throws IOException {
    for (int at = 0; at < expected.length(); at++) {
      if (text.read() != expected.charAt(at)) {
        throw damaged("its header differs");
      }
    }
  }

  /** Reads the single number of the next line. */
  double number() throws IOException {
    return number(line());
  }

  /**
   * Reads the numbers of the next line.
   *
   * @param row of the numbers, counted from 0, for messages
   * @param count required number of numbers
   */
  double[] numbers(int row, int count) throws IOException {
    String[] cells = line().split(",", -1);
    if (cells.length != count) {
      throw damaged("row %d has %d numbers, not %d".formatted(row + 1, cells.length, count));
    }
    double[] numbers = new double[count];
    for (int column = 0; column < count; column++) {
      numbers[column] = number(cells[column]);
    }
    return numbers;
  }

  void requireEnd() throws IOException {
    if (text.read() >= 0) {
      throw damaged("it is too long");
    }
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  private String line() throws IOException {
    String line = text.readLine();
    if (line == null) {
      throw damaged("it is truncated");
    }
    return line;
  }

  private double number(String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw damaged(DataCell.show(cell) + " is not a number");
    }
  }

  private Failure damaged(String how) {
    return Failure.input(
        "%s is not what was exported: %s; export it again".formatted(file.text(), how));
  }
}
