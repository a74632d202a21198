package io.sparkhessian.report;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The diagonal of the matrix, layer by layer.
 *
 * @param extremes the parameters of the smallest and largest entries, from small to large
 */
public record DiagonalSummary(
    SignedLogBins bins, List<LayerDiagonal> layers, List<Extreme> extremes) {
  private static final int EXTREMES = 8;

  /** The diagonal's entry of one parameter. */
  public record Extreme(int index, String name, double value) {}

  /**
   * Of a whole diagonal.
   *
   * @param names the name of a parameter by its index
   */
  public static DiagonalSummary of(
      List<Layer> layers, IntFunction<String> names, double[] diagonal) {
    SignedLogBins bins = SignedLogBins.of(diagonal);
    List<LayerDiagonal> summaries =
        layers.stream().map(layer -> LayerDiagonal.of(layer, diagonal, bins)).toList();
    int[] order =
        IntStream.range(0, diagonal.length)
            .boxed()
            .sorted(Comparator.comparingDouble(index -> diagonal[index]))
            .mapToInt(Integer::intValue)
            .toArray();
    int ends = Math.min(EXTREMES, (order.length + 1) / 2);
    List<Extreme> extremes =
        Stream.concat(
                IntStream.range(0, ends).boxed(),
                IntStream.range(Math.max(ends, order.length - ends), order.length).boxed())
            .map(place -> order[place])
            .map(index -> new Extreme(index, names.apply(index), diagonal[index]))
            .toList();
    return new DiagonalSummary(bins, summaries, extremes);
  }
}
