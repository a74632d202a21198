package io.sparkhessian.report.figure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Numbers of one kind, layer by layer: the diagonal of the matrix, or what there is in its place.
 *
 * @param extremes the smallest and largest ones, from small to large
 */
public record Distribution(
    Words words, SignedLogBins bins, List<LayerNumbers> layers, List<Extreme> extremes) {
  private static final int EXTREMES = 8;
  private static final String[] NUMBERS = {
    "Numbers", "Negative", "Zero", "Smallest", "5 %", "Median", "95 %", "Largest", "Sum"
  };

  /**
   * What the page calls them.
   *
   * @param id of the figure
   * @param many the heading: The diagonal
   * @param layer what a layer is: Layer
   * @param place what one of them belongs to: Parameter
   * @param value what one of them is: Second derivative
   */
  public record Words(String id, String many, String layer, String place, String value) {
    public static final Words DIAGONAL =
        new Words("diagonal", "The diagonal", "Layer", "Parameter", "Second derivative");
  }

  /** One of the numbers. */
  public record Extreme(int index, String name, double value) {}

  /**
   * Of all of them.
   *
   * @param names what a number belongs to, by its index
   */
  public static Distribution of(
      Words words, List<Layer> layers, IntFunction<String> names, double[] numbers) {
    SignedLogBins bins = SignedLogBins.of(numbers);
    List<LayerNumbers> summaries =
        layers.stream().map(layer -> LayerNumbers.of(layer, numbers, bins)).toList();
    int[] order =
        IntStream.range(0, numbers.length)
            .boxed()
            .sorted(Comparator.comparingDouble(index -> numbers[index]))
            .mapToInt(Integer::intValue)
            .toArray();
    int ends = Math.min(EXTREMES, (order.length + 1) / 2);
    List<Extreme> extremes =
        Stream.concat(
                IntStream.range(0, ends).boxed(),
                IntStream.range(Math.max(ends, order.length - ends), order.length).boxed())
            .map(place -> order[place])
            .map(index -> new Extreme(index, names.apply(index), numbers[index]))
            .toList();
    return new Distribution(words, bins, summaries, extremes);
  }

  /** How they are distributed, layer by layer, and the smallest and the largest of them. */
  public Chapter chapter() {
    String layer = words.layer().toLowerCase(Locale.ROOT);
    Figure figure =
        new Figure(
            words.id(),
            "distributions",
            "%s, %s by %s".formatted(words.many(), layer, layer),
            "How many there are of which size: each row to its own height. Orange is negative.",
            words.value().substring(0, 1).toLowerCase(Locale.ROOT) + words.value().substring(1),
            FigureData.distributions(this));
    String[] headings =
        Stream.concat(Stream.of(words.layer()), Arrays.stream(NUMBERS)).toArray(String[]::new);
    Table.Builder table = new Table.Builder("Numbers per " + layer, headings);
    layers.forEach(each -> table.row(each.row()));
    Table.Builder ends =
        new Table.Builder("The smallest and the largest", "Index", words.place(), words.value());
    extremes.forEach(extreme -> ends.row(extreme.index(), extreme.name(), extreme.value()));
    return new Chapter(
        words.id() + "s", words.many(), "", List.of(figure), List.of(table.build(), ends.build()));
  }
}
