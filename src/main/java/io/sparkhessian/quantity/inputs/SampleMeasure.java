package io.sparkhessian.quantity.inputs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Distribution of one number per sample: counts and sums by size, and the samples with the smallest
 * and largest numbers. Distributions over ranges of samples merge into that of all samples.
 */
public final class SampleMeasure implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Bins per decade; narrow, so that quantiles and sums are accurate to some percent. */
  private static final int BINS_PER_DECADE = 40;

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

  /**
   * The number of one sample.
   *
   * @param row row in the data, counted from 0
   */
  public record Sample(long row, double value) implements Serializable {}

  /** Count and sum of numbers of about the same size. */
  record Bin(long count, double sum) implements Serializable {
    Bin and(Bin other) {
      return new Bin(count + other.count, sum + other.sum);
    }
  }

  /** Adds a sample. */
  public void add(long row, double value) {
    bins.merge(bin(value), new Bin(1, value), Bin::and);
    Sample sample = new Sample(row, value);
    smallest = with(smallest, List.of(sample), UPWARDS);
    largest = with(largest, List.of(sample), DOWNWARDS);
  }

  /** Adds the samples of another range. */
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
    int size = OFFSET + (int) Math.floor(Math.log10(Math.abs(value)) * BINS_PER_DECADE);
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

  /** Returns the samples with the smallest numbers, in ascending order. */
  public List<Sample> smallest() {
    return smallest;
  }

  /** Returns the samples with the largest numbers, in descending order. */
  public List<Sample> largest() {
    return largest;
  }

  /** Returns an approximate quantile, accurate to some percent. */
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

  /** Returns about how many of the largest numbers add up to a share of the sum. */
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

  /** Returns the mean of each bin with its count. */
  Map<Double, Long> sizes() {
    Map<Double, Long> sizes = new TreeMap<>();
    bins.values().forEach(each -> sizes.merge(each.sum / each.count, each.count, Long::sum));
    return sizes;
  }
}
