package io.sparkhessian.report.figure;

/**
 * Bins of equal width on a signed logarithmic axis: four per decade and one around zero.
 *
 * @param smallest decimal exponent of the bounds of the bin around zero
 * @param largest decimal exponent of the upper bound of the last bin
 */
public record SignedLogBins(int smallest, int largest) {
  private static final int A_DECADE = 4;
  private static final int DECADES = 14;

  public static SignedLogBins of(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (double value : values) {
      double size = Math.abs(value);
      least = size > 0 ? Math.min(least, size) : least;
      most = Math.max(most, size);
    }
    if (most == 0) {
      return new SignedLogBins(-1, 0);
    }
    int largest = (int) Math.floor(Math.log10(most)) + 1;
    return new SignedLogBins(
        Math.max(largest - DECADES, (int) Math.floor(Math.log10(least))), largest);
  }

  private int side() {
    return (largest - smallest) * A_DECADE;
  }

  public int count() {
    return 2 * side() + 1;
  }

  public int place(double value) {
    double size = Math.abs(value);
    double steps = (Math.log10(size) - smallest) * A_DECADE;
    if (size == 0 || steps < 0) {
      return side();
    }
    int away = Math.min(side(), (int) Math.floor(steps) + 1);
    return value > 0 ? side() + away : side() - away;
  }

  public double from(int place) {
    return place <= side() ? -edge(side() - place) : edge(place - side() - 1);
  }

  public double to(int place) {
    return place < side() ? -edge(side() - place - 1) : edge(place - side());
  }

  private double edge(int steps) {
    return Math.pow(10, smallest + (double) steps / A_DECADE);
  }
}
