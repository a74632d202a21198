package io.sparkhessian.io.output;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A small CSV file of numbers in a result.
 *
 * @param file path in the output directory
 * @param header comma-separated names of the columns
 */
public record NumberTable(String file, String header) {

  /** Writes columns of equal length. */
  public void write(OutputDirectory out, double[]... columns) throws IOException {
    StringBuilder text = new StringBuilder(header).append('\n');
    for (int row = 0; row < columns[0].length; row++) {
      for (int column = 0; column < columns.length; column++) {
        text.append(column == 0 ? "" : ",").append(text(columns[column][row]));
      }
      text.append('\n');
    }
    try (OutputStream stream = out.create(file)) {
      stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A number, without a fraction if it is whole; read back to the same bits, except for −0. */
  private static String text(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? Long.toString((long) number) : Double.toString(number);
  }

  /**
   * Reads the columns.
   *
   * @throws Failure of kind input if the file does not exist or is damaged
   */
  public double[][] read(OutputDirectory out) throws IOException {
    Location place = out.child(file);
    List<String> lines;
    try (InputStream in = place.open()) {
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    if (lines.isEmpty()) {
      throw damaged(place);
    }
    int count = header.split(",").length;
    double[][] columns = new double[count][lines.size() - 1];
    for (int row = 0; row < lines.size(); row++) {
      String[] cells = lines.get(row).split(",", -1);
      if (cells.length != count || (row == 0 && !lines.get(0).equals(header))) {
        throw damaged(place);
      }
      for (int column = 0; column < count && row > 0; column++) {
        columns[column][row - 1] = number(place, cells[column]);
      }
    }
    return columns;
  }

  private static double number(Location place, String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw damaged(place);
    }
  }

  /** The failure for a damaged file of a result. */
  public static Failure damaged(Location place) {
    return Failure.input(
        "%s: is not what the job wrote; run the job again with --overwrite"
            .formatted(place.text()));
  }
}
