package io.sparkhessian.curvature.inputs;

import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.linalg.DenseKernels;
import org.ejml.data.DMatrixRMaj;

/** A way to compute a row of numbers a sample; one thread at a time, which computes in its room. */
public interface InputForm {
  /** What it is called among flops. */
  String title();

  /** What has to be evaluated. */
  Graph graph();

  /** Operations for a sample. */
  double flops();

  /** How many samples are best computed together. */
  int together();

  /** Bytes that so many samples need beside their rows. */
  long bytes(int samples);

  /**
   * Computes the rows of some samples.
   *
   * @param evaluator of {@link #graph}
   * @param samples no more than {@link #together}
   * @param rows in which theirs are those from {@code first} on, whatever they hold as yet
   */
  void fill(Evaluator evaluator, Samples samples, DMatrixRMaj rows, int first, DenseKernels dense);
}
