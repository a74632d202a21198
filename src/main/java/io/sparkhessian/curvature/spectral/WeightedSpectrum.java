package io.sparkhessian.curvature.spectral;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A discrete distribution of eigenvalues: points with weights that add up to 1.
 *
 * @param points ascending
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record WeightedSpectrum(double[] points, double[] weights) implements Serializable {

  /** All eigenvalues of a matrix, with equal weights. */
  public static WeightedSpectrum exact(double[] eigenvalues) {
    double[] weights = new double[eigenvalues.length];
    Arrays.fill(weights, 1.0 / eigenvalues.length);
    return sorted(eigenvalues, weights);
  }

  /** The mixture of several distributions with equal weights. */
  public static WeightedSpectrum mean(List<WeightedSpectrum> all) {
    double[] points = all.stream().flatMapToDouble(each -> Arrays.stream(each.points)).toArray();
    double[] weights =
        all.stream()
            .flatMapToDouble(each -> Arrays.stream(each.weights).map(w -> w / all.size()))
            .toArray();
    return sorted(points, weights);
  }

  private static WeightedSpectrum sorted(double[] points, double[] weights) {
    int[] order =
        IntStream.range(0, points.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> points[i]))
            .mapToInt(i -> i)
            .toArray();
    return new WeightedSpectrum(
        Arrays.stream(order).mapToDouble(i -> points[i]).toArray(),
        Arrays.stream(order).mapToDouble(i -> weights[i]).toArray());
  }

  /** Largest absolute value of the points; 0 without points. */
  public double magnitude() {
    return Arrays.stream(points).map(Math::abs).max().orElse(0);
  }

  /** The cumulative distribution function: the fraction of eigenvalues up to {@code x}. */
  public double upTo(double x) {
    double sum = 0;
    for (int i = 0; i < points.length && points[i] <= x; i++) {
      sum += weights[i];
    }
    return sum;
  }

  /**
   * The density, smoothed by a Gaussian kernel.
   *
   * @param width the kernel's standard deviation
   */
  public double[] density(double[] grid, double width) {
    double norm = 1 / (width * Math.sqrt(2 * Math.PI));
    double[] density = new double[grid.length];
    for (int g = 0; g < grid.length; g++) {
      for (int i = 0; i < points.length; i++) {
        double distance = (grid[g] - points[i]) / width;
        density[g] += norm * weights[i] * Math.exp(-distance * distance / 2);
      }
    }
    return density;
  }

  /** Equidistant numbers that extend {@code margin} beyond the points. */
  public double[] grid(int count, double margin) {
    double low = points[0] - margin;
    double step = (points[points.length - 1] + margin - low) / (count - 1);
    return IntStream.range(0, count).mapToDouble(i -> low + i * step).toArray();
  }

  /** Largest point minus smallest point. */
  public double range() {
    return points[points.length - 1] - points[0];
  }

  /** The Wasserstein-1 distance, i.e. the area between the cumulative distributions. */
  public double distance(WeightedSpectrum other) {
    double area = 0;
    double ahead = 0; // of the other cumulative distribution
    double at = Math.min(points[0], other.points[0]);
    int i = 0;
    int j = 0;
    while (i < points.length || j < other.points.length) {
      boolean ours =
          j == other.points.length || (i < points.length && points[i] <= other.points[j]);
      double next = ours ? points[i] : other.points[j];
      area += Math.abs(ahead) * (next - at);
      ahead += ours ? weights[i++] : -other.weights[j++];
      at = next;
    }
    return area;
  }
}
