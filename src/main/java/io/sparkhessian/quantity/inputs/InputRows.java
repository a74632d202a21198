package io.sparkhessian.quantity.inputs;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.InputDerivative;
import io.sparkhessian.curvature.SampleRows;
import io.sparkhessian.distributed.tasks.Chunks;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.file.WriteFailure;
import io.sparkhessian.io.samples.SampleBatch;
import io.sparkhessian.io.samples.SampleRange;
import io.sparkhessian.io.samples.SampleTable;
import io.sparkhessian.io.samples.SampleTableStore;
import io.sparkhessian.io.samples.SampleTableWriter;
import io.sparkhessian.linalg.DenseKernels;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.util.SerializableConfiguration;
import org.ejml.data.DMatrixRMaj;

/**
 * Computes the rows of a range of samples in a task, and reads and writes their file. A task holds
 * one row group in memory.
 *
 * @param directory directory of the files
 */
public record InputRows(
    SerializableConfiguration hadoop,
    String directory,
    SampleTable table,
    InputDerivative firstOrder,
    InputDerivative secondOrder)
    implements Serializable {

  /** Returns a computation of rows that stores nothing. */
  public static InputRows inMemory(
      SampleTable table, InputDerivative firstOrder, InputDerivative secondOrder) {
    return new InputRows(null, "", table, firstOrder, secondOrder);
  }

  private SampleTableStore store() {
    return new SampleTableStore(hadoop.value(), directory, table);
  }

  /** Returns the ranges whose files exist. */
  List<SampleRange> finished() throws IOException {
    return store().finished();
  }

  /** Reads a stored file again and reports on it; empty if the file is missing or damaged. */
  Optional<InputReport> reread(SampleRange range) throws IOException {
    SampleTableStore store = store();
    if (!store.has(range)) {
      return Optional.empty();
    }
    InputStatistics[] all = {InputStatistics.EMPTY};
    try {
      store.read(range, batch -> all[0] = all[0].and(InputStatistics.of(table, batch)));
      return Optional.of(new InputReport(range, store.entry(range), all[0]));
    } catch (Failure damaged) {
      return Optional.empty();
    }
  }

  /** Reads a file, with second derivatives in the form of the table. */
  public void read(SampleRange range, SampleTableStore.Rows sink) throws IOException {
    store().read(range, sink);
  }

  /** Removes a damaged file. */
  void remove(SampleRange range) throws IOException {
    store().remove(range);
  }

  /** Computes the rows of a range and writes their file, unless another attempt wrote it. */
  InputReport write(SampleRange range, Chunks samples, DenseKernels dense) throws IOException {
    Optional<InputReport> stored = reread(range);
    if (stored.isPresent()) {
      return stored.get();
    }
    SampleTable packed = packed();
    InputStatistics[] all = {InputStatistics.EMPTY};
    try (SampleTableWriter writer =
        new SampleTableWriter(hadoop.value(), directory, table, range)) {
      compute(
          range,
          samples,
          dense,
          batch -> {
            writer.write(batch, packed.width());
            all[0] = all[0].and(InputStatistics.of(packed, batch));
          });
      FileEntry file = writer.finish();
      return new InputReport(range, file, all[0]);
    } catch (IOException | FSError e) {
      throw new WriteFailure(directory + "/" + table.fileName(range), e);
    }
  }

  /** Computes the rows of a range by row groups, with packed second derivatives. */
  public void compute(
      SampleRange range, Chunks samples, DenseKernels dense, SampleTableStore.Rows sink)
      throws IOException {
    SampleRows first = firstOrder.rows(dense);
    SampleRows second = secondOrder.rows(dense);
    int most = Math.min(range.count(), table.samplesOfGroup());
    DMatrixRMaj values = new DMatrixRMaj(most, first.width());
    DMatrixRMaj matrices = new DMatrixRMaj(most, second.width());
    for (SampleRange group : table.groups(range)) {
      values.reshape(group.count(), first.width());
      matrices.reshape(group.count(), second.width());
      for (int at = 0; at < group.count(); at += Grouping.CHUNK) {
        int from = group.from() + at;
        SampleRange part = new SampleRange(from, Math.min(group.to(), from + Grouping.CHUNK));
        first.put(values, at, samples.of(part));
        second.put(matrices, at, samples.of(part));
      }
      first.requireFinite(values, group.from());
      second.requireFinite(matrices, group.from());
      sink.accept(new SampleBatch(group.from(), group.count(), values.data, matrices.data));
    }
  }

  /** Returns all rows of a range. */
  SampleBatch compute(SampleRange range, Chunks samples, DenseKernels dense) throws IOException {
    int first = firstOrder.width();
    int second = secondOrder.width();
    double[] values = new double[Math.multiplyExact(range.count(), first)];
    double[] matrices = new double[Math.multiplyExact(range.count(), second)];
    compute(
        range,
        samples,
        dense,
        batch -> {
          int at = batch.first() - range.from();
          int count = batch.count();
          System.arraycopy(batch.firstOrder(), 0, values, at * first, count * first);
          System.arraycopy(batch.secondOrder(), 0, matrices, at * second, count * second);
        });
    return new SampleBatch(range.from(), range.count(), values, matrices);
  }

  /** Returns the table with second derivatives in the form in which they are computed. */
  SampleTable packed() {
    return table.form() == SampleTable.Form.TRACE
        ? table
        : new SampleTable(
            table.edge(),
            SampleTable.Form.PACKED,
            table.samples(),
            table.samplesOfFile(),
            table.samplesOfGroup());
  }
}
