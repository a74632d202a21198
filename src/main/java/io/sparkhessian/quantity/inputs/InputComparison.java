package io.sparkhessian.quantity.inputs;

import io.sparkhessian.curvature.InputDerivative;
import io.sparkhessian.curvature.InputDifferences;
import io.sparkhessian.curvature.InputFunction;
import io.sparkhessian.curvature.SampleRows;
import io.sparkhessian.distributed.tasks.Chunks;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.samples.SampleBatch;
import io.sparkhessian.io.samples.SampleRange;
import io.sparkhessian.io.samples.SampleTable;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.quantity.check.AdaptiveDifferences;
import io.sparkhessian.quantity.inputs.InputErrors.Deviation;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Compares the stored rows of a range of samples with recomputed values.
 *
 * @param vector right-hand factor of the Hessian-vector products
 * @param chosen samples whose second derivatives are compared with central differences
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record InputComparison(
    InputRows rows, InputFunction function, double[] vector, List<Integer> chosen)
    implements Serializable {

  public InputErrors of(SampleRange range, Chunks samples, DenseKernels dense) throws IOException {
    InputErrors[] errors = {InputErrors.NONE};
    SampleRows first = rows.firstOrder().rows(dense);
    SampleRows second =
        (isMatrix() ? InputDerivative.product(function, vector) : rows.secondOrder()).rows(dense);
    rows.read(
        range,
        batch -> {
          for (int at = 0; at < batch.count(); at += Grouping.CHUNK) {
            int count = Math.min(Grouping.CHUNK, batch.count() - at);
            int from = batch.first() + at;
            Samples part = samples.of(new SampleRange(from, from + count));
            Deviation firstOrder = Deviation.NONE;
            DMatrixRMaj values = first.of(part, from);
            for (int i = 0; i < values.getNumElements(); i++) {
              double stored = batch.firstOrder()[at * values.numCols + i];
              firstOrder = firstOrder.with(stored, values.data[i]);
            }
            Deviation all = compare(batch, at, second.of(part, from));
            errors[0] =
                errors[0].and(
                    new InputErrors(firstOrder, all, Deviation.NONE, Deviation.NONE, 0, 0));
          }
          errors[0] = errors[0].and(ofStored(batch));
          for (int sample : chosen) {
            if (sample >= batch.first() && sample < batch.first() + batch.count()) {
              errors[0] = errors[0].and(differences(batch, sample, samples, dense));
            }
          }
        });
    return errors[0];
  }

  private boolean isMatrix() {
    return table().form() != SampleTable.Form.TRACE;
  }

  private SampleTable table() {
    return rows.table();
  }

  /** Compares the second derivatives of all samples, as products or as Laplacians. */
  private Deviation compare(SampleBatch batch, int at, DMatrixRMaj expected) {
    Deviation error = Deviation.NONE;
    for (int s = 0; s < expected.numRows; s++) {
      int start = (at + s) * table().width();
      for (int i = 0; i < expected.numCols; i++) {
        double found = batch.secondOrder()[start];
        if (isMatrix()) {
          found = 0;
          for (int j = 0; j < table().edge(); j++) {
            found += batch.secondOrder()[start + table().at(i, j)] * vector[j];
          }
        }
        error = error.with(found, expected.get(s, i));
      }
    }
    return error;
  }

  /** Returns what needs no recomputation: the symmetry defect and the largest entry. */
  private InputErrors ofStored(SampleBatch batch) {
    Deviation symmetry = Deviation.NONE;
    double largest = 0;
    int width = table().width();
    for (int s = 0; s < batch.count(); s++) {
      for (int i = 0; i < width; i++) {
        largest = Math.max(largest, Math.abs(batch.secondOrder()[s * width + i]));
      }
      for (int i = 0; i < table().edge() && table().form() == SampleTable.Form.FULL; i++) {
        for (int j = 0; j < i; j++) {
          symmetry =
              symmetry.with(
                  batch.secondOrder()[s * width + table().at(i, j)],
                  batch.secondOrder()[s * width + table().at(j, i)]);
        }
      }
    }
    return new InputErrors(Deviation.NONE, Deviation.NONE, Deviation.NONE, symmetry, largest, 0);
  }

  private InputErrors differences(
      SampleBatch batch, int sample, Chunks samples, DenseKernels dense) {
    Samples one = samples.of(new SampleRange(sample, sample + 1));
    int[] kinks = {0};
    DMatrixRMaj columns = columns(one, dense, kinks);
    int start = (sample - batch.first()) * table().width();
    int edge = table().edge();
    Deviation error = Deviation.NONE;
    double trace = 0;
    for (int i = 0; i < edge; i++) {
      trace += columns.get(i, i);
      for (int j = 0; j < edge && isMatrix(); j++) {
        double found = batch.secondOrder()[start + table().at(i, j)];
        error = error.with(found, columns.get(j, i));
      }
    }
    if (!isMatrix()) {
      error = error.with(batch.secondOrder()[start], trace);
    }
    return new InputErrors(Deviation.NONE, Deviation.NONE, error, Deviation.NONE, 0, kinks[0]);
  }

  /** Returns the Hessian of one sample by central differences; row c is column c. */
  private DMatrixRMaj columns(Samples one, DenseKernels dense, int[] kinks) {
    InputDifferences differences = new InputDifferences(function, one, dense);
    int edge = table().edge();
    return new AdaptiveDifferences(
            (some, part) -> some.stream().map(c -> differences.column(c, part).data).toList(),
            c -> differences.step(0, c),
            c -> {
              kinks[0]++;
              double[] unit = new double[edge];
              unit[c] = 1;
              return InputDerivative.product(function, unit).rows(dense).of(one, 0).data;
            })
        .of(
            new DMatrixRMaj(edge, edge),
            IntStream.range(0, edge).boxed().toList(),
            () -> differences.gradients().data);
  }
}
