package io.sparkhessian.spark.check;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.LossAndGradient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;

/**
 * Central differences of the gradient, each with a step at which a smaller one gives the same: how
 * far that may reach depends on the units of the features, of which nobody knows.
 *
 * @param differences along vectors of these numbers, with this part of the usual step
 * @param steps the usual step of each
 */
record SettledDifferences(Differences differences, IntToDoubleFunction steps) {
  /** Of the usual step, in which order they are tried where the gradient is not straight. */
  private static final double[] SMALLER = {1e-3, 1e-6, 1e-9};

  /** And where rounding is all that is seen. */
  private static final double[] LARGER = {1e3, 1e6, 1e9};

  /** The part of a step that has to give the same. */
  private static final double NEXT = 0.125;

  private static final double SETTLED = 1e-6;

  /** What is taken where nothing better is found. */
  private static final double NEARLY = 1e-4;

  /** Digits of a gradient that may be rounding. */
  private static final double ROUNDING = 1e3 * Math.ulp(1.0);

  /** Whatever the step, a jump of the gradient is the same but for this part. */
  private static final double SAME_JUMP = 0.01;

  /** Products with some of the vectors. */
  @FunctionalInterface
  interface Differences {
    List<double[]> of(List<Integer> numbers, double part);
  }

  /**
   * Of all vectors, zero for those that are not named.
   *
   * @throws Failure where the gradient jumps
   */
  DMatrixRMaj of(DMatrixRMaj vectors, List<Integer> numbers, Supplier<LossAndGradient> there) {
    DMatrixRMaj products = new DMatrixRMaj(vectors.numRows, vectors.numCols);
    if (numbers.isEmpty()) {
      return products;
    }
    List<Pair> pairs = pairs(numbers, 1);
    double largest =
        pairs.stream().mapToDouble(pair -> RelativeError.largest(pair.one)).max().orElse(0);
    List<Pair> open = new ArrayList<>();
    for (Pair pair : pairs) {
      pair.copy(products);
      if (!(pair.gap() <= SETTLED * largest)) {
        open.add(pair);
      }
    }
    if (!open.isEmpty()) {
      double gradient = RelativeError.largest(there.get().gradient());
      open.forEach(pair -> settle(pair, gradient).copy(products));
    }
    return products;
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

  /** The pair of steps that agree best, or the usual ones. */
  private Pair settle(Pair usual, double gradient) {
    double step = steps.applyAsDouble(usual.number) * NEXT;
    boolean rounded = usual.gap() * step <= ROUNDING * gradient;
    Pair best = usual;
    Pair last = usual;
    for (double part : rounded ? LARGER : SMALLER) {
      Pair next = pairs(List.of(usual.number), part).get(0);
      if (!rounded && part < SMALLER[0] && next.jumpsAs(last)) {
        throw jump();
      }
      if (next.disagreement() < best.disagreement()) {
        best = next;
      }
      if (best.disagreement() <= SETTLED) {
        return best;
      }
      last = next;
    }
    return best.disagreement() <= NEARLY ? best : usual;
  }

  private static Failure jump() {
    return Failure.numbers(
        "second derivatives cannot be checked: the gradient jumps at these parameters, as where the"
            + " argument of a relu is 0, and has no derivative; move the parameters or the data away"
            + " from there");
  }

  /**
   * Products by two steps.
   *
   * @param part of the usual step that the longer one is
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

    /** Whether the difference of the gradients is what it was with another step. */
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
