package io.sparkhessian.run;

import io.sparkhessian.Failure;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.output.OutputFiles;
import io.sparkhessian.job.ExportFormat;
import io.sparkhessian.quantity.export.ResultExport;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;

/** Files for other tools that a finished result gets later, and its manifest with them. */
public final class AddedExports {
  private AddedExports() {}

  /**
   * Writes what a finished job asks for that was not asked for before, or was deleted since.
   *
   * @return the files that were written and are in the manifest now
   * @throws io.sparkhessian.Failure of kind input when another file of the result is missing or has
   *     another size
   */
  public static List<String> addMissing(JavaSparkContext spark, Registry registry, LoadedJob loaded)
      throws IOException {
    OutputDirectory out =
        OutputDirectory.open(spark.hadoopConfiguration(), loaded.job().output(), OutputFiles.ALL);
    Manifest manifest = out.requireFinished();
    String before = out.manifestDigest();
    List<ResultExport> exports = registry.chosen(loaded.job()).exports(out, manifest);
    Set<String> spare = new HashSet<>();
    for (ExportFormat format : loaded.job().export()) {
      exports.forEach(export -> spare.add(export.fileName(format)));
    }
    out.requireWhole(manifest, spare);
    List<String> written = new ArrayList<>();
    for (ExportFormat format : loaded.job().export()) {
      for (ResultExport export : exports) {
        String name = export.fileName(format);
        boolean listed = manifest.files().stream().anyMatch(file -> file.path().equals(name));
        if (!listed || !out.exists(name)) {
          out.requireNoRun();
          out.requireUnaltered(manifest, export.path());
          export.write(spark, format, out.child(name).absolute());
          written.add(name);
        }
      }
    }
    if (!written.isEmpty()) {
      enter(out, manifest, before, loaded.job().export(), written);
    }
    return written;
  }

  /** Writes a part of a finished result into its directory, and enters it in the manifest. */
  public static void add(
      JavaSparkContext spark,
      OutputDirectory out,
      Manifest manifest,
      ResultExport export,
      ExportFormat format)
      throws IOException {
    String before = out.manifestDigest();
    String name = export.fileName(format);
    out.requireNoRun();
    export.write(spark, format, out.child(name).absolute());
    enter(out, manifest, before, List.of(format), List.of(name));
  }

  private static void enter(
      OutputDirectory out,
      Manifest manifest,
      String before,
      List<ExportFormat> formats,
      List<String> written)
      throws IOException {
    requireSame(out, before, written);
    out.enter(manifest.withJob(withExports(manifest.job(), formats)), written);
  }

  /** Another run may have put its result there while these files were written. */
  private static void requireSame(OutputDirectory out, String before, List<String> written)
      throws IOException {
    if (!out.exists(OutputDirectory.MANIFEST) || !out.manifestDigest().equals(before)) {
      throw Failure.refused(
          "%s: another run has replaced the result of which %s was written; remove that, and run again"
              .formatted(out.location().text(), String.join(", ", written)));
    }
  }

  /** The job as it is in a manifest, with these formats beside those that it had. */
  private static Map<String, Object> withExports(
      Map<String, Object> job, List<ExportFormat> formats) {
    Set<Object> all = new LinkedHashSet<>((List<?>) job.getOrDefault("export", List.of()));
    formats.forEach(format -> all.add(format.word()));
    Map<String, Object> changed = new LinkedHashMap<>(job);
    changed.put("export", List.copyOf(all));
    return changed;
  }
}
