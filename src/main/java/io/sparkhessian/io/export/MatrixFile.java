package io.sparkhessian.io.export;

import io.sparkhessian.CsvField;
import io.sparkhessian.Failure;
import io.sparkhessian.io.file.AtomicFile;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.npy.NpyWriter;
import io.sparkhessian.io.tiles.TileRows;
import io.sparkhessian.io.tiles.TileStore;
import io.sparkhessian.job.ExportFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/** Writes a stored matrix, both triangles, to a single file for other tools. */
public final class MatrixFile {
  private static final String MTX_HEADER = "%%MatrixMarket matrix array real symmetric";

  private MatrixFile() {}

  /**
   * Writes the matrix to {@code target}, any Hadoop URI, where it appears completely or not at all
   * and replaces an existing file. Memory holds one block row, edge × N.
   *
   * <ul>
   *   <li>NPY: float64, N × N, C order
   *   <li>MTX: a symmetric Matrix Market array, which has only the lower triangle
   *   <li>CSV: a header with the parameter names, then N rows of N numbers
   * </ul>
   *
   * @param parameterNames N names; only CSV has them
   * @throws Failure of kind input if the target cannot be written
   */
  public static void write(
      TileStore store, ExportFormat format, List<String> parameterNames, String target)
      throws IOException {
    int size = store.layout().size();
    if (parameterNames.size() != size) {
      throw new IllegalArgumentException(
          "%d names for %d parameters".formatted(parameterNames.size(), size));
    }
    try (AtomicFile file = create(store.configuration(), new Path(target))) {
      switch (format) {
        case NPY -> writeNpy(store, file.stream());
        case MTX -> writeMatrixMarket(store, file.stream());
        case CSV -> writeCsv(store, parameterNames, file.stream());
      }
      file.commit();
    }
  }

  static AtomicFile create(Configuration configuration, Path target) {
    try {
      ExportTarget.requireReplaceable(AtomicFile.files(configuration, target), target);
      return new AtomicFile(configuration, target);
    } catch (IOException e) {
      throw Location.unwritable(target.toString(), e);
    }
  }

  private static void writeNpy(TileStore store, FSDataOutputStream stream) throws IOException {
    int size = store.layout().size();
    try (NpyWriter npy = new NpyWriter(stream, size, size)) {
      TileRows.all(store).forEach((row, values) -> npy.write(values, 0, size));
    }
  }

  /** Writes the lower triangle by columns, which is the upper triangle by rows. */
  private static void writeMatrixMarket(TileStore store, FSDataOutputStream stream)
      throws IOException {
    int size = store.layout().size();
    try (Writer text = text(stream)) {
      text.write(mtxHeader(size));
      TileRows.upper(store)
          .forEach(
              (row, values) -> {
                for (int column = row; column < size; column++) {
                  text.write(Double.toString(values[column]));
                  text.write('\n');
                }
              });
    }
  }

  private static void writeCsv(TileStore store, List<String> names, FSDataOutputStream stream)
      throws IOException {
    try (Writer text = text(stream)) {
      text.write(csvHeader(names));
      TileRows.all(store)
          .forEach(
              (row, values) -> {
                for (int column = 0; column < values.length; column++) {
                  text.write(column == 0 ? "" : ",");
                  text.write(Double.toString(values[column]));
                }
                text.write('\n');
              });
    }
  }

  static String mtxHeader(int size) {
    return MTX_HEADER + "\n" + size + " " + size + "\n";
  }

  /** The header; a quoted name may span several lines. */
  static String csvHeader(List<String> names) {
    return names.stream().map(CsvField::of).collect(Collectors.joining(",", "", "\n"));
  }

  static Writer text(FSDataOutputStream stream) {
    return new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
  }
}
