package io.sparkhessian.spark.run;

import io.sparkhessian.io.HessianExport;
import io.sparkhessian.io.Manifest;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.io.TileLayout;
import io.sparkhessian.io.TileStore;
import io.sparkhessian.job.ExportFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/** The whole matrix of a tile store as one file: one task, a block row in memory at a time. */
public final class MatrixExport {
  private final JavaSparkContext spark;
  private final OutputDirectory out;
  private final TileLayout layout;
  private final List<String> names;

  /**
   * @param out where the tiles are
   * @param names of the parameters
   */
  public MatrixExport(
      JavaSparkContext spark, OutputDirectory out, TileLayout layout, List<String> names) {
    this.spark = spark;
    this.out = out;
    this.layout = layout;
    this.names = new ArrayList<>(names);
  }

  /** How the matrix of a result lies in its tiles. */
  public static TileLayout layout(Manifest manifest) {
    return new TileLayout(Math.toIntExact(manifest.parameters()), manifest.tile());
  }

  /**
   * Writes what a finished job asks for that was not asked for before, or was deleted since.
   *
   * @return the files that were written and are in the manifest now
   * @throws io.sparkhessian.Failure of kind input when another file of the result is missing or has
   *     another size
   */
  public static List<String> addMissing(JavaSparkContext spark, LoadedJob loaded)
      throws IOException {
    OutputDirectory out = OutputDirectory.open(spark.hadoopConfiguration(), loaded.job().output());
    Manifest manifest = out.requireFinished();
    out.requireWhole(
        manifest,
        loaded.job().export().stream().map(MatrixExport::fileName).collect(Collectors.toSet()));
    MatrixExport export = new MatrixExport(spark, out, layout(manifest), loaded.parameterNames());
    List<String> written = new ArrayList<>();
    for (ExportFormat format : loaded.job().export()) {
      String name = fileName(format);
      boolean listed = manifest.files().stream().anyMatch(file -> file.path().equals(name));
      if (!listed || !out.exists(name)) {
        export.write(format);
        written.add(name);
      }
    }
    if (!written.isEmpty()) {
      out.enter(manifest.withJob(withExports(manifest.job(), loaded.job().export())), written);
    }
    return written;
  }

  /** The job as it is in a manifest, with these formats beside those that it had. */
  private static Map<String, Object> withExports(
      Map<String, Object> job, List<ExportFormat> formats) {
    Set<Object> all = new LinkedHashSet<>((List<?>) job.getOrDefault("export", List.of()));
    formats.forEach(format -> all.add(word(format)));
    Map<String, Object> changed = new LinkedHashMap<>(job);
    changed.put("export", List.copyOf(all));
    return changed;
  }

  private static String word(ExportFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  /** What the file of a format is called in the output directory. */
  public static String fileName(ExportFormat format) {
    return "hessian." + word(format);
  }

  /** Writes the file into the output directory. */
  void write(ExportFormat format) {
    write(format, out.child(fileName(format)).absolute());
  }

  /**
   * Writes the file, in place of one that was there.
   *
   * @param target an absolute path or URI
   */
  public void write(ExportFormat format, String target) {
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    HessianExport.Format written = HessianExport.Format.valueOf(format.name());
    String directory = out.child("hessian").absolute();
    TileLayout tiles = layout;
    List<String> columns = names;
    Stages.named(
        spark,
        "export",
        "the whole matrix as " + word(format),
        () -> {
          spark
              .parallelize(List.of(0), 1)
              .foreach(
                  any ->
                      HessianExport.write(
                          TileStore.open(hadoop.value(), directory, tiles),
                          written,
                          columns,
                          target));
          return null;
        });
  }
}
