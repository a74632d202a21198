package io.sparkhessian.quantity.check;

import io.sparkhessian.distributed.results.StoredMatrix;
import io.sparkhessian.io.export.ExportedMatrix;
import io.sparkhessian.io.export.ExportedSamples;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.samples.SampleTable;
import io.sparkhessian.io.samples.SampleTableStore;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.io.tiles.TileStore;
import io.sparkhessian.job.ExportFormat;
import java.util.ArrayList;
import java.util.List;

/** Comparison of the exported files of a result with the stored numbers. */
public record ExportComparison(VerificationTasks tasks, OutputDirectory out, Manifest manifest) {
  /**
   * Compares the exports of a matrix with its tiles.
   *
   * @param parameterNames names of all N parameters
   */
  public List<Recomputed> of(StoredMatrix matrix, List<String> parameterNames) {
    String directory = out.child(matrix.path()).absolute();
    TileLayout layout = matrix.layout();
    List<String> names =
        new ArrayList<>(parameterNames.subList(matrix.block().from(), matrix.block().to()));
    return each(
        matrix.path(),
        format ->
            (file, hadoop) ->
                new ExportedMatrix(file, names)
                    .relativeError(TileStore.open(hadoop, directory, layout), format));
  }

  /**
   * Compares the exports of per-sample derivatives with the stored files.
   *
   * @param path directory of the stored files, relative to the output directory
   * @param featureNames names of the differentiated features
   */
  public List<Recomputed> of(String path, SampleTable table, List<String> featureNames) {
    String directory = out.child(path).absolute();
    List<String> names = new ArrayList<>(featureNames);
    return each(
        path,
        format ->
            (file, hadoop) ->
                new ExportedSamples(file, names)
                    .relativeError(new SampleTableStore(hadoop, directory, table), format));
  }

  /** Provider of the comparison for a format. */
  @FunctionalInterface
  private interface ByFormat {
    VerificationTasks.ExportCheck in(ExportFormat format);
  }

  private List<Recomputed> each(String path, ByFormat check) {
    List<Recomputed> errors = new ArrayList<>();
    for (ExportFormat format : ExportFormat.values()) {
      String file = path + "." + format.word();
      if (manifest.files().stream().anyMatch(entry -> entry.path().equals(file))) {
        errors.add(Recomputed.exactly(file, tasks.exportError(out, file, check.in(format))));
      }
    }
    return errors;
  }
}
