package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.curvature.spectral.RandomVectors;
import io.sparkhessian.curvature.spectral.SpectralDensity;
import io.sparkhessian.curvature.spectral.WeightedSpectrum;
import io.sparkhessian.quantity.products.OperatorPart;
import io.sparkhessian.quantity.products.OperatorRun;

/** Spectral density of a matrix by stochastic Lanczos quadrature; the driver holds the state. */
public record SpectrumDensity(DensitySpec spec, long seed) {
  /** Random signs, so that the mean of the density equals Hutchinson's estimate of trace / N. */
  public static final RandomVectors KIND = RandomVectors.RADEMACHER;

  /** Memory in bytes for the Lanczos bases of a batch of probes. */
  private static final long STATE = 256L << 20;

  private static final int MAX_BATCH = 64;

  /** Points of the smoothed curve. */
  private static final int GRID = 1001;

  /** Standard deviation of the smoothing kernel, relative to the range of the points. */
  private static final double WIDTH = 0.005;

  /** Margin of the curve beyond the points, in standard deviations. */
  private static final double MARGIN = 4;

  /** Number of probes per batch, which depends only on the settings and the size of the matrix. */
  public int batch(int size) {
    long one = SpectralDensity.bytes(size, spec.steps(), 1);
    return (int) Math.max(1, Math.min(Math.min(MAX_BATCH, spec.probes()), STATE / one));
  }

  /** Returns the driver memory for a matrix of this size, in bytes. */
  public long bytes(int size) {
    return SpectralDensity.bytes(size, spec.steps(), batch(size));
  }

  public WeightedSpectrum of(OperatorRun run, OperatorPart part) {
    SpectralDensity density =
        new SpectralDensity(run.of(part, "density"), spec.steps(), KIND, seed, run.dense());
    return WeightedSpectrum.mean(density.probes(spec.probes(), batch(part.block().size())));
  }

  /** Returns the grid of the smoothed curve. */
  public static double[] grid(WeightedSpectrum spectrum) {
    return spectrum.grid(GRID, MARGIN * width(spectrum));
  }

  /** Returns the standard deviation of the smoothing kernel. */
  public static double width(WeightedSpectrum spectrum) {
    double[] points = spectrum.points();
    double largest = Math.max(Math.abs(points[0]), Math.abs(points[points.length - 1]));
    double width = WIDTH * spectrum.range();
    boolean distinct = width > Math.ulp(largest) && width > Double.MIN_NORMAL;
    return distinct ? width : WIDTH * (largest > 0 ? largest : 1);
  }
}
