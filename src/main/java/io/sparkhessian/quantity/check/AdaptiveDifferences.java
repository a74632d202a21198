package io.sparkhessian.quantity.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;

/**
 * Central differences of the gradient with adaptive steps. The right step depends on the units of
 * the features, so the search accepts a step when an eighth of it gives the same difference.
 *
 * @param differences the differences along vectors, given the fraction of the default step
 * @param steps the default step of each vector
 * @param across the product along a vector across which the gradient jumps
 */
public record AdaptiveDifferences(
    Differences differences, IntToDoubleFunction steps, IntFunction<double[]> across) {
  /** Fractions of the default step, in the order of trial, for gradients that curve. */
  private static final double[] SMALLER = {1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9};

  /** Multiples of the default step for differences that are mostly rounding error. */
  private static final double[] LARGER = {1e3, 1e6, 1e9};

  /** Ratio of the second step of a pair to the first. */
  private static final double NEXT = 0.125;

  /** Relative difference of a pair below which the search stops. */
  private static final double SETTLED = 1e-6;

  /** Relative difference up to which the best pair of a search counts. */
  private static final double NEARLY = 1e-4;

  /** Relative rounding error of a gradient. */
  private static final double ROUNDING = 1e3 * Math.ulp(1.0);

  /** Relative difference of a jump of the gradient between two steps. */
  private static final double SAME_JUMP = 0.01;

  /** Central differences along some of the vectors. */
  @FunctionalInterface
  public interface Differences {
    List<double[]> of(List<Integer> numbers, double part);
  }

  /** Returns the differences along the numbered vectors; the other rows are zero. */
  public DMatrixRMaj of(DMatrixRMaj vectors, List<Integer> numbers, Supplier<double[]> gradient) {
    DMatrixRMaj products = new DMatrixRMaj(vectors.numRows, vectors.numCols);
    if (numbers.isEmpty()) {
      return products;
    }
    List<Search> open = new ArrayList<>();
    for (Pair pair : pairs(numbers, 1)) {
      pair.copy(products);
      if (pair.gap() > 0 && pair.disagreement() > SETTLED) {
        open.add(new Search(pair));
      }
    }
    if (!open.isEmpty()) {
      double slope = RelativeError.largest(gradient.get());
      List<Search> rounded = open.stream().filter(each -> isRounding(each.usual, slope)).toList();
      List<Search> curved = open.stream().filter(each -> !rounded.contains(each)).toList();
      settle(rounded, LARGER);
      settle(curved, SMALLER);
      rounded.forEach(each -> each.result(false).copy(products));
      curved.forEach(each -> each.result(true).copy(products));
    }
    return products;
  }

  private boolean isRounding(Pair usual, double slope) {
    double step = steps.applyAsDouble(usual.number) * NEXT;
    return usual.gap() * step <= ROUNDING * slope;
  }

  private void settle(List<Search> all, double[] parts) {
    List<Search> open = new ArrayList<>(all);
    for (int i = 0; i < parts.length && !open.isEmpty(); i++) {
      List<Pair> next = pairs(open.stream().map(each -> each.usual.number).toList(), parts[i]);
      for (int k = 0; k < next.size(); k++) {
        open.get(k).add(next.get(k));
      }
      open.removeIf(each -> each.best.disagreement() <= SETTLED);
    }
  }

  private List<Pair> pairs(List<Integer> numbers, double part) {
    List<double[]> ones = differences.of(numbers, part);
    List<double[]> nexts = differences.of(numbers, part * NEXT);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      pairs.add(new Pair(numbers.get(i), part, ones.get(i), nexts.get(i)));
    }
    return pairs;
  }

  /** Search for the step of one vector. */
  private final class Search {
    private final Pair usual;
    private Pair best;
    private Pair last;
    private boolean jumps;

    Search(Pair usual) {
      this.usual = usual;
      this.best = usual;
      this.last = usual;
    }

    void add(Pair next) {
      jumps |= next.jumpsAs(last);
      best = next.disagreement() < best.disagreement() ? next : best;
      last = next;
    }

    /**
     * Returns the best pair if it agrees, else the product across a jump, else the default pair.
     */
    Pair result(boolean mayJump) {
      if (best.disagreement() <= NEARLY) {
        return best;
      }
      return mayJump && jumps
          ? new Pair(usual.number, 1, across.apply(usual.number), usual.next)
          : usual;
    }
  }

  /**
   * Differences along one vector with two steps.
   *
   * @param part the longer step as a fraction of the default step
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Pair(int number, double part, double[] one, double[] next) {
    double gap() {
      return distance(one, next, 1);
    }

    double disagreement() {
      double size = Math.max(RelativeError.largest(one), RelativeError.largest(next));
      return size == 0 ? 1 : gap() / size;
    }

    /** Whether the gradient jumps by the same amount as with another step. */
    boolean jumpsAs(Pair other) {
      double size = RelativeError.largest(one);
      return size > 0 && distance(one, other.one, other.part / part) <= SAME_JUMP * size;
    }

    private static double distance(double[] left, double[] right, double factor) {
      double largest = 0;
      for (int i = 0; i < left.length; i++) {
        largest = Math.max(largest, Math.abs(left[i] - factor * right[i]));
      }
      return largest;
    }

    void copy(DMatrixRMaj products) {
      System.arraycopy(one, 0, products.data, number * products.numCols, one.length);
    }
  }
}
