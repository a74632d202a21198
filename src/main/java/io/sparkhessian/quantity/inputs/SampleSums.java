package io.sparkhessian.quantity.inputs;

import io.sparkhessian.report.heatmap.Grid;
import io.sparkhessian.report.heatmap.GridSums;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Sums over the derivatives of many samples with respect to the inputs: a {@link SampleMeasure} of
 * each kind, sums by feature, and sums of the matrices over rectangles. Sums over ranges of samples
 * merge, in their order, into those of all samples.
 */
public final class SampleSums implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Maximum number of rows and columns of the heatmap. */
  private static final int CELLS = 256;

  /** A number that each sample has. */
  public enum Kind {
    VALUE("Loss or output"),
    SLOPE("Norm of the gradient"),
    TRACE("Trace of the Hessian"),
    LARGEST("Largest magnitude of an entry of the Hessian");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  private final Map<Kind, SampleMeasure> measures = new EnumMap<>(Kind.class);
  private final double[] slopes;
  private final double[] curvatures;
  private final double[] sizes;
  private final GridSums matrix;
  private final int edge;

  /**
   * Creates sums over no samples.
   *
   * @param edge number of features
   */
  public SampleSums(int edge) {
    this.edge = edge;
    slopes = new double[edge];
    curvatures = new double[edge];
    sizes = new double[edge];
    int step = (edge + CELLS - 1) / CELLS;
    int[] edges =
        IntStream.rangeClosed(0, (edge + step - 1) / step)
            .map(cell -> Math.min(edge, cell * step))
            .toArray();
    matrix = new GridSums(edges, edges);
  }

  private void count(Kind kind, long row, double value) {
    measures.computeIfAbsent(kind, any -> new SampleMeasure()).add(row, value);
  }

  /** Adds a sample of which only the trace is stored. */
  public void add(long row, double value, double trace) {
    count(Kind.VALUE, row, value);
    count(Kind.TRACE, row, trace);
  }

  /**
   * Adds a sample.
   *
   * @param slope gradient
   * @param hessian both triangles of the Hessian, row by row
   */
  public void add(long row, double value, double[] slope, double[] hessian) {
    double square = 0;
    double trace = 0;
    double largest = 0;
    for (int i = 0; i < edge; i++) {
      double own = hessian[i * edge + i];
      square += slope[i] * slope[i];
      trace += own;
      slopes[i] += Math.abs(slope[i]);
      curvatures[i] += own;
      for (int j = i * edge; j < (i + 1) * edge; j++) {
        double size = Math.abs(hessian[j]);
        sizes[i] += size;
        largest = Math.max(largest, size);
      }
      matrix.add(i, 0, edge, hessian, i * edge);
    }
    count(Kind.SLOPE, row, Math.sqrt(square));
    count(Kind.LARGEST, row, largest);
    add(row, value, trace);
  }

  /** Adds the sums of later samples. */
  public void merge(SampleSums later) {
    later.measures.forEach(
        (kind, own) -> measures.computeIfAbsent(kind, any -> new SampleMeasure()).merge(own));
    for (int i = 0; i < edge; i++) {
      slopes[i] += later.slopes[i];
      curvatures[i] += later.curvatures[i];
      sizes[i] += later.sizes[i];
    }
    matrix.merge(later.matrix);
  }

  /** Returns the kinds of numbers that were added. */
  Map<Kind, SampleMeasure> measures() {
    return measures;
  }

  long samples() {
    return measures.get(Kind.VALUE).count();
  }

  /** Whether matrices were added, not only traces. */
  boolean hasMatrices() {
    return measures.containsKey(Kind.LARGEST);
  }

  /** Returns the mean magnitude of the derivative with respect to a feature. */
  double slope(int feature) {
    return slopes[feature] / samples();
  }

  /** Returns the mean second derivative with respect to a feature. */
  double curvature(int feature) {
    return curvatures[feature] / samples();
  }

  /** Returns the mean magnitude of the entries in a feature's row of the Hessian. */
  double size(int feature) {
    return sizes[feature] / edge / samples();
  }

  /** Returns the means of the matrices and of the magnitudes of their entries. */
  Grid mean() {
    return matrix.average().over(samples());
  }
}
