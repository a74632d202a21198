package io.sparkhessian.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Eigenvalues, and how densely they lie.
 *
 * @param method in words: how they were found
 * @param values from small to large: all eigenvalues, or the Ritz values there are
 * @param residuals of the values, or none
 * @param densityAt where the density is known, or nowhere
 * @param density there: the share of the eigenvalues a decade
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Spectrum(
    String method, double[] values, double[] residuals, double[] densityAt, double[] density) {
  /** Steps a decade of the curve. */
  private static final int STEPS = 12;

  /** What is so many decades below the largest is rounding, and shown as zero. */
  private static final int DECADES = 12;

  /** The standard deviation, in decades, of the kernel that makes a curve of points. */
  private static final double WIDTH = 0.15;

  /**
   * With the curve of weighted points: how large a share of them lies in a decade around a place,
   * whose sign it has.
   *
   * @param all the values
   * @param someOrAll the points, from small to large
   * @param weights of the points; they add up to 1
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

  /** The pictures. */
  public Chapter chapter() {
    List<Figure> figures = new ArrayList<>();
    if (values.length > 0) {
      figures.add(
          new Figure(
              "eigenvalues",
              "eigenvalues",
              "Eigenvalues by rank",
              "From the smallest to the largest. Orange ones are negative; what is rounding beside"
                  + " the largest is zero.",
              FigureData.eigenvalues(this)));
    }
    if (density.length > 0) {
      figures.add(
          new Figure(
              "density",
              "density",
              "Density of the spectrum",
              "How large a share of the eigenvalues lies in a decade. Both axes are logarithmic;"
                  + " what is left of zero is negative.",
              FigureData.density(this)));
    }
    return new Chapter("spectrum", "The spectrum", method, figures, List.of());
  }
}
