package io.sparkhessian.report.figure;

import java.util.Arrays;

/**
 * Summary of the numbers of one layer.
 *
 * @param counts number of values in each bin
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LayerNumbers(
    Layer layer,
    int negative,
    int zero,
    double smallest,
    double low,
    double median,
    double high,
    double largest,
    double sum,
    int[] counts) {

  static LayerNumbers of(Layer layer, double[] all, SignedLogBins bins) {
    double[] values = Arrays.copyOfRange(all, layer.from(), layer.to());
    int[] counts = new int[bins.count()];
    int negative = 0;
    int zero = 0;
    for (double value : values) {
      counts[bins.place(value)]++;
      negative += value < 0 ? 1 : 0;
      zero += value == 0 ? 1 : 0;
    }
    double sum = Arrays.stream(values).sum();
    Arrays.sort(values);
    return new LayerNumbers(
        layer,
        negative,
        zero,
        values[0],
        quantile(values, 0.05),
        quantile(values, 0.5),
        quantile(values, 0.95),
        values[values.length - 1],
        sum,
        counts);
  }

  /** Cells of the table row, starting with the name of the layer. */
  Object[] row() {
    return new Object[] {
      layer.name(), layer.size(), negative, zero, smallest, low, median, high, largest, sum
    };
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
