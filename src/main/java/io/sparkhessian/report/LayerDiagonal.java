package io.sparkhessian.report;

import java.util.Arrays;

/**
 * The diagonal's entries of one layer.
 *
 * @param counts how many there are in each bin
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LayerDiagonal(
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

  static LayerDiagonal of(Layer layer, double[] diagonal, SignedLogBins bins) {
    double[] values = Arrays.copyOfRange(diagonal, layer.from(), layer.to());
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
    return new LayerDiagonal(
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

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
