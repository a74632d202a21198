package io.sparkhessian.quantity.matrix;

import io.sparkhessian.Failure;
import io.sparkhessian.distributed.results.StoredMatrix;
import io.sparkhessian.io.export.MatrixFile;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.parameters.ParameterFile;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.io.tiles.TileStore;
import io.sparkhessian.job.ExportFormat;
import io.sparkhessian.quantity.export.ExportTask;
import io.sparkhessian.quantity.export.ResultExport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** Export of a tiled matrix as one file: one task, which holds one block row at a time. */
public final class MatrixExport implements ResultExport {
  private final OutputDirectory out;
  private final StoredMatrix matrix;
  private final List<String> names;

  /**
   * @param out output directory with the tiles
   * @param names names of all N parameters
   */
  public MatrixExport(OutputDirectory out, StoredMatrix matrix, List<String> names) {
    this.out = out;
    this.matrix = matrix;
    if (matrix.block().to() > names.size()) {
      throw Failure.input(
          "%s: %s ends at parameter %d of %d; run the job again with --overwrite"
              .formatted(
                  out.child("manifest.json").text(),
                  matrix.name(),
                  matrix.block().to(),
                  names.size()));
    }
    this.names = new ArrayList<>(names.subList(matrix.block().from(), matrix.block().to()));
  }

  @Override
  public String path() {
    return matrix.path();
  }

  @Override
  public String name() {
    return matrix.name();
  }

  @Override
  public boolean isBlock() {
    return matrix.isBlock();
  }

  @Override
  public String size() {
    return MatrixSummary.square(matrix.block().size());
  }

  /** Returns the names of all parameters of a finished result. */
  static List<String> names(OutputDirectory out, Manifest manifest) throws IOException {
    out.requireUnaltered(manifest, ParameterFile.NAME);
    return ParameterFile.read(
            out.location().files().getConf(), out.child(ParameterFile.NAME).absolute())
        .names()
        .orElseThrow();
  }

  @Override
  public void write(JavaSparkContext spark, ExportFormat format, String target) {
    String directory = out.child(matrix.path()).absolute();
    TileLayout tiles = matrix.layout();
    List<String> columns = names;
    new ExportTask(spark, matrix.name() + " as " + format.word(), target)
        .run(
            hadoop ->
                MatrixFile.write(
                    TileStore.open(hadoop, directory, tiles), format, columns, target));
  }
}
