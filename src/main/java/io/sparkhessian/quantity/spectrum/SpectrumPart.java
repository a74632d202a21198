package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.report.diagnosis.Evidence;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * The spectrum of the whole matrix, or of a block on its diagonal.
 *
 * @param name "all", or that of the block
 * @param lowestEnd whether its smallest eigenvalue is one of those that were found
 * @param highestEnd whether its largest one is
 */
public record SpectrumPart(
    String name, StoredSpectrum spectrum, boolean lowestEnd, boolean highestEnd) {

  /** With all eigenvalues, or none of them. */
  public SpectrumPart(String name, StoredSpectrum spectrum) {
    this(name, spectrum, isWhole(spectrum), isWhole(spectrum));
  }

  private static boolean isWhole(StoredSpectrum spectrum) {
    return spectrum.eigenvalues().length == spectrum.size();
  }

  /** Whether it has all eigenvalues. */
  public boolean isWhole() {
    return isWhole(spectrum);
  }

  /** Whether what is said of all eigenvalues is an estimate, since not all of them were found. */
  public boolean isEstimate() {
    return !isWhole() && spectrum.hasDensity();
  }

  /**
   * What is known of all eigenvalues: these, or the points of the quadrature, or the extreme ones;
   * ascending.
   */
  double[] values() {
    return isEstimate() ? spectrum.points() : spectrum.eigenvalues();
  }

  public boolean hasEigenvalues() {
    return spectrum.eigenvalues().length > 0;
  }

  /** How many eigenvalues each of the {@link #values} stands for. */
  double[] counts() {
    return isEstimate()
        ? Arrays.stream(spectrum.weights()).map(weight -> weight * spectrum.size()).toArray()
        : IntStream.range(0, spectrum.eigenvalues().length).mapToDouble(i -> 1).toArray();
  }

  /** Whether all eigenvalues are known, one by one or by how densely they lie. */
  public boolean isComplete() {
    return isWhole() || spectrum.hasDensity();
  }

  /** The smallest that is known. */
  public double smallest() {
    return lowestEnd ? spectrum.eigenvalues()[0] : values()[0];
  }

  /** The largest that is known. */
  public double largest() {
    double[] known = highestEnd ? spectrum.eigenvalues() : values();
    return known[known.length - 1];
  }

  /** How many of the eigenvalues that are known are negative by more than rounding. */
  public double negative() {
    double nothing = -Evidence.NOTHING * spectrum.magnitude();
    return sum((value, count) -> value < nothing ? count : 0);
  }

  /** Their sum. */
  public double trace() {
    return sum((value, count) -> value * count);
  }

  private double sum(DoubleBinaryOperator term) {
    double[] counts = counts();
    return IntStream.range(0, counts.length)
        .mapToDouble(i -> term.applyAsDouble(values()[i], counts[i]))
        .sum();
  }

  /** The fewest eigenvalues, from the largest on, that add up to a share of the trace. */
  double fewestFor(double share) {
    double[] counts = counts();
    double wanted = share * trace();
    double found = 0;
    double many = 0;
    for (int i = counts.length - 1; i >= 0 && found < wanted; i--) {
      found += values()[i] * counts[i];
      many += counts[i];
    }
    return many;
  }
}
