package io.sparkhessian.io.export;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.AtomicFile;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.npy.NpyWriter;
import io.sparkhessian.io.tiles.TileRows;
import io.sparkhessian.io.tiles.TileStore;
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

/** Writes a stored matrix, both triangles of it, as one file that other tools read. */
public final class HessianExport {
  /** What the file is. */
  public enum Format {
    /** NumPy: float64, N × N, C order. */
    NPY,
    /** Matrix Market: a symmetric array, so the lower triangle alone. */
    MTX,
    /** A header row of parameter names, then N rows of N numbers. */
    CSV
  }

  private static final String MTX_HEADER = "%%MatrixMarket matrix array real symmetric";

  private HessianExport() {}

  /**
   * Writes the matrix to {@code target}, any Hadoop URI, where it appears whole or not at all, in
   * place of a file that was there. Memory holds one block row, edge × N.
   *
   * @param parameterNames N names; only the CSV shows them
   * @throws Failure of kind input when the target cannot be written
   */
  public static void write(
      TileStore store, Format format, List<String> parameterNames, String target)
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

  /** The lower triangle column by column, which is the upper one row by row. */
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

  /** The names, of which one in quotes may go over several lines. */
  static String csvHeader(List<String> names) {
    return names.stream().map(HessianExport::quoted).collect(Collectors.joining(",", "", "\n"));
  }

  static Writer text(FSDataOutputStream stream) {
    return new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
  }

  static String quoted(String name) {
    boolean plain = name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
