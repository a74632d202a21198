package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.curvature.spectral.RandomVectors;
import io.sparkhessian.curvature.spectral.SpectralDensity;
import io.sparkhessian.curvature.spectral.WeightedSpectrum;
import io.sparkhessian.quantity.products.OperatorPart;
import io.sparkhessian.quantity.products.OperatorRun;

/**
 * The spectral density of a matrix by stochastic Lanczos quadrature, whose state is on the driver.
 */
public record SpectrumDensity(DensitySpec spec, long seed) {
  /**
   * Random signs, as Hutchinson takes: then the mean of the points is his estimate of the trace.
   */
  public static final RandomVectors KIND = RandomVectors.RADEMACHER;

  /** Bytes of the bases of probes that take their steps together. */
  private static final long STATE = 256L << 20;

  private static final int MOST_TOGETHER = 64;

  /** Points of the smoothed curve. */
  private static final int GRID = 1001;

  /** The kernel's standard deviation, as a part of the range of the points. */
  private static final double WIDTH = 0.005;

  /** How far the curve reaches beyond the points, in standard deviations. */
  private static final double MARGIN = 4;

  /** Probes that take their steps together, a function of the size alone. */
  public int together(int size) {
    long one = SpectralDensity.bytes(size, spec.steps(), 1);
    return (int) Math.max(1, Math.min(Math.min(MOST_TOGETHER, spec.probes()), STATE / one));
  }

  /** Bytes that the driver needs for a matrix of this size. */
  public long bytes(int size) {
    return SpectralDensity.bytes(size, spec.steps(), together(size));
  }

  public WeightedSpectrum of(OperatorRun run, OperatorPart part) {
    SpectralDensity density =
        new SpectralDensity(run.of(part, "density"), spec.steps(), KIND, seed, run.dense());
    return WeightedSpectrum.mean(density.probes(spec.probes(), together(part.block().size())));
  }

  /** Where the smoothed curve is known. */
  public static double[] grid(WeightedSpectrum spectrum) {
    return spectrum.grid(GRID, MARGIN * width(spectrum));
  }

  /** The kernel's standard deviation. */
  public static double width(WeightedSpectrum spectrum) {
    double[] points = spectrum.points();
    double largest = Math.max(Math.abs(points[0]), Math.abs(points[points.length - 1]));
    double width = WIDTH * spectrum.range();
    boolean distinct = width > Math.ulp(largest) && width > Double.MIN_NORMAL;
    return distinct ? width : WIDTH * (largest > 0 ? largest : 1);
  }
}
