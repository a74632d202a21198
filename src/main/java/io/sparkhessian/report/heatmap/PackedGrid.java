package io.sparkhessian.report.heatmap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;

/**
 * The numbers of a grid, two bytes each on a signed logarithmic scale, deflated, in base 64.
 *
 * <p>Code 0 is zero; code ±k is ±exp(low + (k − 1) · step). High bytes precede low bytes, which
 * compresses better.
 *
 * @param low logarithm of the smallest absolute value
 * @param step between the logarithms of adjacent codes; approximately the relative error
 */
record PackedGrid(double low, double step, String base64) {
  private static final int CODES = 32767;

  static PackedGrid of(Grid grid, boolean upperTriangle) {
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (double[] values : new double[][] {grid.mean(), grid.absolute()}) {
      for (double value : values) {
        double size = Math.abs(value);
        smallest = size > 0 ? Math.min(smallest, size) : smallest;
        largest = Math.max(largest, size);
      }
    }
    double low = largest > 0 ? Math.log(smallest) : 0;
    double step = largest > smallest ? (Math.log(largest) - low) / (CODES - 1) : 1;
    return new PackedGrid(low, step, base64(grid, upperTriangle, low, step));
  }

  private static String base64(Grid grid, boolean upperTriangle, double low, double step) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      for (double[] values : new double[][] {grid.mean(), grid.absolute()}) {
        for (int shift = 8; shift >= 0; shift -= 8) {
          for (int row = 0; row < grid.rows(); row++) {
            for (int column = upperTriangle ? row : 0; column < grid.columns(); column++) {
              out.write(code(values[row * grid.columns() + column], low, step) >> shift);
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static int code(double value, double low, double step) {
    if (value == 0) {
      return 0;
    }
    int code = (int) Math.round((Math.log(Math.abs(value)) - low) / step) + 1;
    return value > 0 ? code : -code;
  }
}
