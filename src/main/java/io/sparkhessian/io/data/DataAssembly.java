package io.sparkhessian.io.data;

import io.sparkhessian.Failure;
import io.sparkhessian.evaluate.FeatureShape;
import io.sparkhessian.io.source.DataColumn;
import io.sparkhessian.io.source.DataColumn.Role;
import io.sparkhessian.io.source.DataSource;
import java.util.List;

/** Puts the chunks of a data source together. */
final class DataAssembly {
  private DataAssembly() {}

  /** The features of so many rows, sparse where that pays. */
  static FeatureShape shape(List<DataColumn> columns, List<DataChunk> chunks, boolean sparse) {
    int features = count(columns, Role.FEATURE);
    long rows = chunks.stream().mapToLong(DataChunk::rows).sum();
    long nonzeros = chunks.stream().mapToLong(DataChunk::nonzeros).sum();
    FeatureShape kept = FeatureShape.sparse(features, nonzeros, rows);
    return sparse && kept.pays() ? kept : FeatureShape.dense(features);
  }

  /** The chunks, which are in order, as samples; the first wrong row is a failure. */
  static DataTable table(
      DataSource source, List<DataColumn> columns, List<DataChunk> chunks, boolean sparse) {
    checkErrors(source, chunks);
    int count = Math.toIntExact(chunks.stream().mapToLong(DataChunk::rows).sum());
    if (count == 0) {
      throw source.noRows();
    }
    List<String> features = names(columns, Role.FEATURE);
    List<String> labels = names(columns, Role.LABEL);
    long nonzeros = chunks.stream().mapToLong(DataChunk::nonzeros).sum();
    SamplesBuilder samples =
        new SamplesBuilder(count, shape(columns, chunks, sparse), nonzeros, labels.size());
    for (DataChunk chunk : chunks) {
      RowBatch batch = chunk.batch(features.size());
      for (int row = 0; row < batch.rows(); row++) {
        samples.add(batch, row);
      }
    }
    SampleData.Here data = SampleData.Here.of(samples.build());
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

  /** How many numbers a row has in this role. */
  static int count(List<DataColumn> columns, Role role) {
    long count =
        columns.stream()
            .filter(column -> column.role() == role)
            .mapToLong(DataColumn::numbers)
            .sum();
    return Math.toIntExact(Math.min(count, Integer.MAX_VALUE));
  }

  static List<String> names(List<DataColumn> columns, Role role) {
    return columns.stream()
        .filter(column -> column.role() == role)
        .flatMap(DataColumn::names)
        .toList();
  }
}
