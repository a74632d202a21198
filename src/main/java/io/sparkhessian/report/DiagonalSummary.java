package io.sparkhessian.report;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Numbers of one kind, layer by layer: the diagonal of the matrix, or what there is in its place.
 *
 * @param extremes the smallest and largest ones, from small to large
 */
public record DiagonalSummary(
    Words words, SignedLogBins bins, List<LayerDiagonal> layers, List<Extreme> extremes) {
  private static final int EXTREMES = 8;

  /**
   * What the page calls them.
   *
   * @param many the heading: The diagonal
   * @param layer what a layer is: Layer
   * @param place what one of them belongs to: Parameter
   * @param value what one of them is: Second derivative
   */
  public record Words(String many, String layer, String place, String value) {
    public static final Words DIAGONAL =
        new Words("The diagonal", "Layer", "Parameter", "Second derivative");
  }

  /** One of the numbers. */
  public record Extreme(int index, String name, double value) {}

  /**
   * Of all of them.
   *
   * @param names what a number belongs to, by its index
   */
  public static DiagonalSummary of(
      Words words, List<Layer> layers, IntFunction<String> names, double[] diagonal) {
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
    return new DiagonalSummary(words, bins, summaries, extremes);
  }
}
