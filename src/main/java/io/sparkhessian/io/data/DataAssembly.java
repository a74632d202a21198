package io.sparkhessian.io.data;

import io.sparkhessian.Failure;
import io.sparkhessian.evaluate.FeatureShape;
import io.sparkhessian.job.DataSpec;
import java.util.List;

/** Assembles chunks of rows to samples. */
final class DataAssembly {
  private DataAssembly() {}

  /** Returns the shape of the features, sparse where that pays. */
  static FeatureShape shape(int features, List<DataChunk> chunks, boolean sparse) {
    long rows = chunks.stream().mapToLong(DataChunk::rows).sum();
    long nonzeros = chunks.stream().mapToLong(DataChunk::nonzeros).sum();
    FeatureShape kept = FeatureShape.sparse(features, nonzeros, rows);
    return sparse && kept.pays() ? kept : FeatureShape.dense(features);
  }

  /**
   * Returns ordered chunks as samples.
   *
   * @throws Failure of kind input for the first invalid row
   */
  static SampleData.Local samples(
      DataSpec source, RowLayout layout, KeyTables keys, List<DataChunk> chunks, boolean sparse) {
    checkErrors(source, chunks);
    int count = Math.toIntExact(chunks.stream().mapToLong(DataChunk::rows).sum());
    if (count == 0) {
      throw source.noRows();
    }
    long nonzeros = chunks.stream().mapToLong(DataChunk::nonzeros).sum();
    SamplesBuilder samples =
        new SamplesBuilder(
            count, shape(layout.features(), chunks, sparse), nonzeros, layout.others());
    for (DataChunk chunk : chunks) {
      RowBatch batch = chunk.batch(layout.features(), keys.add(chunk));
      for (int row = 0; row < batch.rows(); row++) {
        samples.add(batch, row);
      }
    }
    SampleData.Local data = SampleData.Local.of(samples.build());
    if (data.shape().totalWeight() == 0) {
      throw noWeight(source);
    }
    return data;
  }

  static Failure noWeight(DataSpec source) {
    return Failure.input(
        "%s, column '%s': the weights are all zero; make at least one positive"
            .formatted(source.path(), source.roles().weight().orElse("")));
  }

  /** Refuses chunks, which are in order, for the first invalid row. */
  static void checkErrors(DataSpec source, List<DataChunk> chunks) {
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
            "%s: it starts with blank lines or comments; make the header the first line"
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
}
