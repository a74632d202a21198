package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.report.diagnosis.Evidence;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * Spectrum of the whole matrix or of a diagonal block.
 *
 * @param name "all", or the name of the block
 * @param lowestEnd whether the computed eigenvalues include the smallest one
 * @param highestEnd whether the computed eigenvalues include the largest one
 */
public record SpectrumPart(
    String name, StoredSpectrum spectrum, boolean lowestEnd, boolean highestEnd) {

  /** Creates a part with all eigenvalues or none. */
  public SpectrumPart(String name, StoredSpectrum spectrum) {
    this(name, spectrum, isWhole(spectrum), isWhole(spectrum));
  }

  private static boolean isWhole(StoredSpectrum spectrum) {
    return spectrum.eigenvalues().length == spectrum.size();
  }

  /** Whether all eigenvalues were computed. */
  public boolean isWhole() {
    return isWhole(spectrum);
  }

  /** Whether statistics of all eigenvalues are estimated from the density. */
  public boolean isEstimate() {
    return !isWhole() && spectrum.hasDensity();
  }

  /**
   * Returns all eigenvalues, else the points of the quadrature, else the extreme eigenvalues;
   * ascending.
   */
  double[] values() {
    return isEstimate() ? spectrum.points() : spectrum.eigenvalues();
  }

  public boolean hasEigenvalues() {
    return spectrum.eigenvalues().length > 0;
  }

  /** Returns the number of eigenvalues that each of the {@link #values} represents. */
  double[] counts() {
    return isEstimate()
        ? Arrays.stream(spectrum.weights()).map(weight -> weight * spectrum.size()).toArray()
        : IntStream.range(0, spectrum.eigenvalues().length).mapToDouble(i -> 1).toArray();
  }

  /** Whether all eigenvalues or their density are known. */
  public boolean isComplete() {
    return isWhole() || spectrum.hasDensity();
  }

  /** Returns the smallest known eigenvalue. */
  public double smallest() {
    return lowestEnd ? spectrum.eigenvalues()[0] : values()[0];
  }

  /** Returns the largest known eigenvalue. */
  public double largest() {
    double[] known = highestEnd ? spectrum.eigenvalues() : values();
    return known[known.length - 1];
  }

  /** Number of known eigenvalues that are negative beyond rounding error. */
  public double negative() {
    double nothing = -Evidence.NEGLIGIBLE * spectrum.magnitude();
    return sum((value, count) -> value < nothing ? count : 0);
  }

  /** Returns the sum of the known eigenvalues. */
  public double trace() {
    return sum((value, count) -> value * count);
  }

  private double sum(DoubleBinaryOperator term) {
    double[] counts = counts();
    return IntStream.range(0, counts.length)
        .mapToDouble(i -> term.applyAsDouble(values()[i], counts[i]))
        .sum();
  }

  /** Number of largest eigenvalues that add up to a share of the trace. */
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
