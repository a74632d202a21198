package io.sparkhessian.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Eigenvalues and their density.
 *
 * @param method of the computation, in words
 * @param values all eigenvalues, or the Ritz values, in ascending order
 * @param residuals of the values, or empty
 * @param densityAt points of the density curve; may be empty
 * @param density at the points: share of the eigenvalues per decade
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Spectrum(
    String method, double[] values, double[] residuals, double[] densityAt, double[] density) {
  /** Points of the curve per decade. */
  private static final int STEPS = 12;

  /** Values this many decades below the largest are rounding errors, shown as zero. */
  private static final int DECADES = 12;

  /** Standard deviation of the smoothing kernel, in decades. */
  private static final double WIDTH = 0.15;

  /**
   * Returns eigenvalues with the density of weighted points: the share of the points per decade, on
   * either side of zero.
   *
   * @param all the values
   * @param someOrAll the points, in ascending order
   * @param weights of the points; their sum is 1
   */
  public static Spectrum of(
      String method, double[] all, double[] residuals, double[] someOrAll, double[] weights) {
    double[] values = withoutRounding(all);
    double[] points = withoutRounding(someOrAll);
    double most = largest(points);
    double least = Arrays.stream(points).map(Math::abs).filter(size -> size > 0).min().orElse(most);
    if (most == 0) {
      return new Spectrum(method, values, residuals, new double[0], new double[0]);
    }
    double top = Math.log10(most) + 3 * WIDTH;
    double bottom = Math.log10(Math.max(least, most * Math.pow(10, -DECADES))) - 3 * WIDTH;
    int count = (int) Math.ceil((top - bottom) * STEPS) + 1;
    boolean negative = points[0] < 0;
    double[] at = new double[negative ? 2 * count : count];
    double[] density = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      int place = negative ? i - count : i;
      double decade = bottom + (place < 0 ? -1 - place : place) / (double) STEPS;
      double sign = place < 0 ? -1 : 1;
      at[i] = sign * Math.pow(10, decade);
      for (int k = 0; k < points.length; k++) {
        if (points[k] * sign > 0 || (points[k] == 0 && sign > 0)) {
          double size = Math.log10(Math.max(Math.abs(points[k]), Math.pow(10, bottom + 3 * WIDTH)));
          double distance = (size - decade) / WIDTH;
          density[i] += weights[k] * Math.exp(-distance * distance / 2);
        }
      }
      density[i] /= WIDTH * Math.sqrt(2 * Math.PI);
    }
    return new Spectrum(method, values, residuals, at, density);
  }

  private static double[] withoutRounding(double[] values) {
    double rounding = largest(values) * Math.pow(10, -DECADES);
    return Arrays.stream(values).map(value -> Math.abs(value) <= rounding ? 0 : value).toArray();
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  public Spectrum {
    if (residuals.length != 0 && residuals.length != values.length) {
      throw new IllegalArgumentException("each eigenvalue has a residual, or none has");
    }
    if (densityAt.length != density.length) {
      throw new IllegalArgumentException("the density and its places differ in number");
    }
  }

  /** The chapter with both figures. */
  public Chapter chapter() {
    List<Figure> figures = new ArrayList<>();
    if (values.length > 0) {
      figures.add(
          new Figure(
              "eigenvalues",
              "eigenvalues",
              "Eigenvalues by rank",
              "From the smallest to the largest. Orange is negative; values within rounding error"
                  + " of the largest are shown as zero.",
              FigureData.eigenvalues(this)));
    }
    if (density.length > 0) {
      figures.add(
          new Figure(
              "density",
              "density",
              "Density of the spectrum",
              "Share of the eigenvalues per decade. Both axes are logarithmic; the part to the left"
                  + " of zero is negative.",
              FigureData.density(this)));
    }
    return new Chapter("spectrum", "The spectrum", method, figures, List.of());
  }
}
