package io.sparkhessian.quantity.inputs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A number of each sample, summed up: how many there are of which size, and the samples with the
 * smallest and the largest. Parts over ranges of the samples add up to the whole.
 */
public final class SampleMeasure implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Narrow bins, so that quantiles and sums from them are right to some percent. */
  private static final int A_DECADE = 40;

  private static final int ENDS = 6;
  private static final int ZERO = 0;
  private static final int OFFSET = 20_000; // no double is so small that its bin has not its sign

  private static final Comparator<Sample> UPWARDS =
      Comparator.comparingDouble(Sample::value).thenComparingLong(Sample::row);

  private static final Comparator<Sample> DOWNWARDS =
      Comparator.comparingDouble(Sample::value).reversed().thenComparingLong(Sample::row);

  private final Map<Integer, Bin> bins = new TreeMap<>();
  private List<Sample> smallest = List.of();
  private List<Sample> largest = List.of();

  /** A sample by its row in the data, counted from 0. */
  public record Sample(long row, double value) implements Serializable {}

  /** Numbers of about one size. */
  record Bin(long count, double sum) implements Serializable {
    Bin and(Bin other) {
      return new Bin(count + other.count, sum + other.sum);
    }
  }

  /** Counts a sample. */
  public void add(long row, double value) {
    bins.merge(bin(value), new Bin(1, value), Bin::and);
    Sample sample = new Sample(row, value);
    smallest = with(smallest, List.of(sample), UPWARDS);
    largest = with(largest, List.of(sample), DOWNWARDS);
  }

  /** Counts the samples of another range. */
  public void merge(SampleMeasure other) {
    other.bins.forEach((bin, own) -> bins.merge(bin, own, Bin::and));
    smallest = with(smallest, other.smallest, UPWARDS);
    largest = with(largest, other.largest, DOWNWARDS);
  }

  private static List<Sample> with(
      List<Sample> ends, List<Sample> others, Comparator<Sample> order) {
    boolean none =
        ends.size() == ENDS
            && others.stream().allMatch(each -> order.compare(each, ends.get(ENDS - 1)) > 0);
    return none
        ? ends
        : new ArrayList<>(
            Stream.concat(ends.stream(), others.stream()).sorted(order).limit(ENDS).toList());
  }

  private static int bin(double value) {
    if (value == 0) {
      return ZERO;
    }
    int size = OFFSET + (int) Math.floor(Math.log10(Math.abs(value)) * A_DECADE);
    return value > 0 ? size : -size;
  }

  public long count() {
    return bins.values().stream().mapToLong(Bin::count).sum();
  }

  long negative() {
    return bins.entrySet().stream()
        .filter(each -> each.getKey() < ZERO)
        .mapToLong(each -> each.getValue().count)
        .sum();
  }

  long zero() {
    return bins.getOrDefault(ZERO, new Bin(0, 0)).count;
  }

  double sum() {
    return bins.values().stream().mapToDouble(Bin::sum).sum();
  }

  /** The smallest ones, from small to large. */
  public List<Sample> smallest() {
    return smallest;
  }

  /** The largest ones, from large to small. */
  public List<Sample> largest() {
    return largest;
  }

  /** About the number that this share of the samples is below: right to some percent. */
  double quantile(double share) {
    long wanted = Math.round(share * (count() - 1));
    long before = 0;
    for (Bin each : bins.values()) {
      before += each.count;
      if (before > wanted) {
        return each.sum / each.count;
      }
    }
    return Double.NaN;
  }

  /** About how many samples, from the largest on, add up to a share of the sum of all. */
  double fewestFor(double share) {
    double wanted = share * sum();
    double found = 0;
    double many = 0;
    for (Bin each : ((TreeMap<Integer, Bin>) bins).descendingMap().values()) {
      if (found + each.sum >= wanted) {
        return many + (each.sum == 0 ? 0 : each.count * (wanted - found) / each.sum);
      }
      found += each.sum;
      many += each.count;
    }
    return many;
  }

  /** Means of the narrow bins, as a wider one counts them. */
  Map<Double, Long> sizes() {
    Map<Double, Long> sizes = new TreeMap<>();
    bins.values().forEach(each -> sizes.merge(each.sum / each.count, each.count, Long::sum));
    return sizes;
  }
}
