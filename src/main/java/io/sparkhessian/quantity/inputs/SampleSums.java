package io.sparkhessian.quantity.inputs;

import io.sparkhessian.report.heatmap.Grid;
import io.sparkhessian.report.heatmap.GridSums;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the derivatives of many samples by their inputs come to: a {@link SampleMeasure} of each
 * kind, sums by feature, and the sums of the matrices by rectangles. Parts over ranges of the
 * samples add up to the whole, in their order.
 */
public final class SampleSums implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Rows and columns that the picture of the matrices has at most. */
  private static final int CELLS = 256;

  /** A number of each sample. */
  public enum Kind {
    VALUE("Loss or output"),
    SLOPE("Norm of the gradient"),
    TRACE("Trace of the Hessian"),
    LARGEST("Largest entry of the Hessian, by size");

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
   * Of no sample.
   *
   * @param edge the number of features
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

  /** Adds a sample of which there is the trace alone. */
  public void add(long row, double value, double trace) {
    count(Kind.VALUE, row, value);
    count(Kind.TRACE, row, trace);
  }

  /**
   * Adds a sample.
   *
   * @param slope its gradient
   * @param hessian both triangles, row by row
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

  /** Adds those of later samples. */
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

  /** Those that were counted. */
  Map<Kind, SampleMeasure> measures() {
    return measures;
  }

  long samples() {
    return measures.get(Kind.VALUE).count();
  }

  /** Whether there are matrices, and not their traces alone. */
  boolean hasMatrices() {
    return measures.containsKey(Kind.LARGEST);
  }

  /** The mean size of the derivative by a feature. */
  double slope(int feature) {
    return slopes[feature] / samples();
  }

  /** The mean of the second derivative by a feature. */
  double curvature(int feature) {
    return curvatures[feature] / samples();
  }

  /** The mean size of the entries in a feature's row of the matrix. */
  double size(int feature) {
    return sizes[feature] / edge / samples();
  }

  /** The mean of the matrices, and of the sizes of their entries. */
  Grid mean() {
    return matrix.average().over(samples());
  }
}
