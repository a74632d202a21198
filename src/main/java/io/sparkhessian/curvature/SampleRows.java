package io.sparkhessian.curvature;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.inputs.InputForm;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;

/** Computes one row of numbers per sample. Not thread-safe. */
public final class SampleRows {
  private final int width;
  private final InputForm form;
  private final Evaluator evaluator;
  private final DenseKernels dense;
  private final IntFunction<String> names;

  /**
   * @param names descriptions of the elements of a row, for errors
   */
  SampleRows(
      int width,
      InputForm form,
      Supplier<Evaluator> evaluator,
      DenseKernels dense,
      IntFunction<String> names) {
    this.width = width;
    this.form = form;
    this.evaluator = evaluator.get();
    this.dense = dense;
    this.names = names;
  }

  /** Number of elements of a row. */
  public int width() {
    return width;
  }

  /**
   * The rows of some samples.
   *
   * @param first number of the first sample in the data
   * @return samples × {@link #width}
   * @throws Failure of kind numbers if an element is NaN or infinite
   */
  public DMatrixRMaj of(Samples samples, long first) {
    DMatrixRMaj rows = new DMatrixRMaj(samples.count(), width);
    into(rows, samples, first);
    return rows;
  }

  /** Computes the rows of some samples in an existing matrix of sufficient size and reshapes it. */
  public void into(DMatrixRMaj rows, Samples samples, long first) {
    rows.reshape(samples.count(), width);
    put(rows, 0, samples);
    requireFinite(rows, first);
  }

  /** Computes the rows of some samples, finite or not, from row {@code at} of a matrix on. */
  public void put(DMatrixRMaj rows, int at, Samples samples) {
    int count = samples.count();
    int together = form.together();
    for (int from = 0; from < count; from += together) {
      int to = Math.min(count, from + together);
      Samples piece = to - from == count ? samples : samples.between(from, to);
      form.fill(evaluator, piece, rows, at + from, dense);
    }
  }

  /**
   * Rejects rows with NaN or infinite elements.
   *
   * @param first number of the first row's sample in the data
   * @throws Failure of kind numbers if an element is NaN or infinite
   */
  public void requireFinite(DMatrixRMaj rows, long first) {
    int worst = FiniteCheck.worst(rows.data, rows.getNumElements());
    if (worst >= 0) {
      throw Failure.numbers(
          "%s is %s at sample %d of the data (counted from 0)%s"
              .formatted(
                  names.apply(worst % width),
                  rows.data[worst],
                  first + worst / width,
                  FiniteCheck.ADVICE));
    }
  }
}
