package io.sparkhessian.report.figure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Distribution of numbers by layer, for example of the diagonal of the matrix.
 *
 * @param extremes the smallest and the largest numbers, in ascending order
 */
public record Distribution(
    Words words, SignedLogBins bins, List<LayerNumbers> layers, List<Extreme> extremes) {
  private static final int EXTREMES = 8;
  private static final String[] NUMBERS = {
    "Numbers", "Negative", "Zero", "Smallest", "5 %", "Median", "95 %", "Largest", "Sum"
  };

  /**
   * Headings of the figure and its tables.
   *
   * @param id of the figure
   * @param many heading of the chapter: The diagonal
   * @param layer heading of the layers: Layer
   * @param place heading of the owners of the numbers: Parameter
   * @param value heading of the numbers: Second derivative
   */
  public record Words(String id, String many, String layer, String place, String value) {
    public static final Words DIAGONAL =
        new Words("diagonal", "The diagonal", "Layer", "Parameter", "Second derivative");
  }

  /** A number, with the index and the name of its owner. */
  public record Extreme(int index, String name, double value) {}

  /**
   * Returns the distribution of numbers.
   *
   * @param names of the owners of the numbers, by index
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

  /** The chapter with the distribution by layer and the extremes. */
  public Chapter chapter() {
    String layer = words.layer().toLowerCase(Locale.ROOT);
    Figure figure =
        new Figure(
            words.id(),
            "distributions",
            "%s, %s by %s".formatted(words.many(), layer, layer),
            "Histogram by value; each row has its own height scale. Orange is negative.",
            words.value().substring(0, 1).toLowerCase(Locale.ROOT) + words.value().substring(1),
            FigureData.distributions(this));
    String[] headings =
        Stream.concat(Stream.of(words.layer()), Arrays.stream(NUMBERS)).toArray(String[]::new);
    Table.Builder table = new Table.Builder("Numbers per " + layer, headings);
    layers.forEach(each -> table.row(each.row()));
    Table.Builder ends = new Table.Builder("Extreme values", "Index", words.place(), words.value());
    extremes.forEach(extreme -> ends.row(extreme.index(), extreme.name(), extreme.value()));
    return new Chapter(
        words.id() + "s", words.many(), "", List.of(figure), List.of(table.build(), ends.build()));
  }
}
