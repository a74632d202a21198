package io.sparkhessian.io;

import io.sparkhessian.Failure;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.DataColumn.Role;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Puts the chunks of a data source together. */
final class DataAssembly {
  private DataAssembly() {}

  /** The chunks, which are in order, as samples; the first wrong row is a failure. */
  static DataTable table(DataSource source, List<DataColumn> columns, List<DataChunk> chunks) {
    checkErrors(source, chunks);
    int count = Math.toIntExact(chunks.stream().mapToLong(DataChunk::rows).sum());
    if (count == 0) {
      throw DataReader.noRows(source);
    }
    List<String> features = names(columns, Role.FEATURE);
    List<String> labels = names(columns, Role.LABEL);
    Samples samples =
        new Samples(
            new DMatrixRMaj(count, features.size()),
            new DMatrixRMaj(count, labels.size()),
            new DMatrixRMaj(count, 1));
    int row = 0;
    for (DataChunk chunk : chunks) {
      copy(chunk, samples, row);
      row += chunk.rows();
    }
    SampleData.Here data = SampleData.Here.of(samples);
    if (data.shape().totalWeight() == 0) {
      throw noWeight(source);
    }
    return new DataTable(data, features, labels);
  }

  static Failure noWeight(DataSource source) {
    return Failure.input(
        "%s, column '%s': the weights are all zero; make at least one positive"
            .formatted(source.path(), source.weight().orElse("")));
  }

  /** Throws what is wrong with the first wrong row of chunks in order. */
  static void checkErrors(DataSource source, List<DataChunk> chunks) {
    long files = chunks.stream().map(DataChunk::file).distinct().count();
    String file = "";
    boolean withoutHeader = false;
    long rows = 0;
    for (DataChunk chunk : chunks) {
      if (!chunk.file().equals(file)) {
        file = chunk.file();
        withoutHeader = false;
        rows = 0;
      }
      String shown = files == 1 ? source.path() : file.replaceFirst("^file:/+", "/");
      if (withoutHeader && (chunk.rows() > 0 || chunk.error() != null)) {
        throw Failure.input(
            "%s: blank lines or comments fill its start; make the header the first line"
                .formatted(shown));
      }
      withoutHeader |= chunk.withoutHeader();
      rows += chunk.rows();
      if (chunk.error() != null) {
        throw Failure.input(
            chunk.errorInHeader()
                ? "%s: %s".formatted(shown, chunk.error())
                : "%s, row %d%s".formatted(shown, rows + 1, chunk.error()));
      }
    }
  }

  static List<String> names(List<DataColumn> columns, Role role) {
    return columns.stream()
        .filter(column -> column.role() == role)
        .flatMap(DataColumn::names)
        .toList();
  }

  private static void copy(DataChunk chunk, Samples samples, int firstRow) {
    int width = samples.columns();
    for (int row = 0; row < chunk.rows(); row++) {
      copyRow(chunk.values(), row * width, samples, firstRow + row);
    }
  }

  /** Copies the numbers of a row, which begin at {@code from}: features, labels, weight. */
  static void copyRow(double[] numbers, int from, Samples samples, int row) {
    int features = samples.features().numCols;
    int labels = samples.labels().numCols;
    System.arraycopy(numbers, from, samples.features().data, row * features, features);
    System.arraycopy(numbers, from + features, samples.labels().data, row * labels, labels);
    samples.weights().data[row] = numbers[from + features + labels];
  }
}
