package io.sparkhessian.curvature.inputs;

import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.linalg.DenseKernels;
import org.ejml.data.DMatrixRMaj;

/** A method to compute one row of numbers per sample. Not thread-safe, because of its buffers. */
public interface InputForm {
  /** Key in the breakdown of flops. */
  String title();

  /** The graph to evaluate. */
  Graph graph();

  /** Operations per sample. */
  double flops();

  /** Preferred number of samples to compute at once. */
  int together();

  /** Bytes needed for some samples in addition to their rows. */
  long bytes(int samples);

  /**
   * Computes the rows of some samples.
   *
   * @param evaluator of {@link #graph}
   * @param samples at most {@link #together}
   * @param rows receives the samples' rows from row {@code first} on and overwrites the content
   */
  void fill(Evaluator evaluator, Samples samples, DMatrixRMaj rows, int first, DenseKernels dense);
}
