package io.sparkhessian.curvature.inputs;

import io.sparkhessian.curvature.inputs.InputSites.Next;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.View;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * Hessians of samples with respect to the value of a group from those with respect to the next
 * group's value, M = D Pᵀ M′ P D + E ({@link io.sparkhessian.autodiff.SiteSteps}). Rows are ordered
 * by unit, (unit · samples + sample) × units, so that two matrix products cover all samples.
 */
final class StepDown {
  private final Next next;
  private final int above;
  private final int units;
  private final ReusableBuffer product = new ReusableBuffer();
  private final ReusableBuffer result = new ReusableBuffer();

  StepDown(Next next) {
    this.next = next;
    this.above = next.weights().numRows;
    this.units = next.weights().numCols;
  }

  /** Operations per sample. */
  double flops() {
    return 2.0 * above * units * (above + units) + elements();
  }

  /** The part of {@link #flops} outside products. */
  double elements() {
    return 2.0 * units * units;
  }

  /** Bytes needed per sample. */
  long bytes() {
    return (long) units * (above + units) * Double.BYTES;
  }

  /**
   * Computes M from M′.
   *
   * @param hessians M′ of some samples
   * @param derivatives the outputs slope and bend of a chunk
   * @param first index of the first sample in the chunk
   */
  double[] down(
      double[] hessians,
      Map<String, DMatrixRMaj> derivatives,
      int first,
      int samples,
      DenseKernels dense) {
    View weights = View.of(next.weights());
    int wide = samples * units;
    double[] half = product.of((long) above * wide);
    double[] whole = result.of((long) units * wide);
    View left = View.of(hessians, above * samples, above);
    dense.multiply(left, weights, 0, View.of(half, above * samples, units));
    View right = View.of(half, above, wide);
    dense.multiply(weights.transpose(), right, 0, View.of(whole, units, wide));
    scale(whole, derivatives.get(next.step().slope()).data, first, samples);
    DMatrixRMaj bends = derivatives.get(next.step().bend());
    if (bends != null) {
      bend(whole, bends.data, first, samples);
    }
    return whole;
  }

  private void scale(double[] hessians, double[] slopes, int first, int samples) {
    for (int unit = 0; unit < units; unit++) {
      for (int s = 0; s < samples; s++) {
        int row = (unit * samples + s) * units;
        int slope = (first + s) * units;
        double own = slopes[slope + unit];
        for (int other = 0; other < units; other++) {
          hessians[row + other] *= own * slopes[slope + other];
        }
      }
    }
  }

  private void bend(double[] hessians, double[] bends, int first, int samples) {
    for (int unit = 0; unit < units; unit++) {
      for (int s = 0; s < samples; s++) {
        hessians[(unit * samples + s) * units + unit] += bends[(first + s) * units + unit];
      }
    }
  }
}
