package io.sparkhessian.run;

import io.sparkhessian.Failure;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
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

/** Adds exports to a finished result and enters them in its manifest. */
public final class AddedExports {
  private AddedExports() {}

  /**
   * Writes the exports of a job that its finished result lacks.
   *
   * @return the names of the files that were written and entered in the manifest
   * @throws Failure of kind input if another file of the result is missing or has another size
   */
  public static List<String> addMissing(JavaSparkContext spark, Registry registry, LoadedJob loaded)
      throws IOException {
    OutputDirectory out =
        OutputDirectory.open(
            spark.hadoopConfiguration(), loaded.job().output(), registry.outputFiles());
    Manifest manifest = out.requireFinished();
    String before = out.manifestDigest();
    List<ResultExport> exports = registry.chosen(loaded.job()).exports(out, manifest);
    Set<String> exported = new HashSet<>();
    for (ExportFormat format : loaded.job().export()) {
      exports.forEach(export -> exported.add(export.fileName(format)));
    }
    out.requireSizes(manifest, exported);
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

  /** Exports a part of a finished result into its directory and enters it in the manifest. */
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
    requireSameManifest(out, before, written);
    out.enter(manifest.withJob(withExports(manifest.job(), formats)), written);
  }

  /** Refuses to enter the exports if another run has replaced the result meanwhile. */
  private static void requireSameManifest(OutputDirectory out, String before, List<String> written)
      throws IOException {
    if (!out.exists(OutputDirectory.MANIFEST) || !out.manifestDigest().equals(before)) {
      throw Failure.refused(
          "%s: another run has replaced the result during the export; delete %s and run again"
              .formatted(out.location().text(), String.join(", ", written)));
    }
  }

  /** Returns the job of a manifest with export formats added. */
  private static Map<String, Object> withExports(
      Map<String, Object> job, List<ExportFormat> formats) {
    Set<Object> all = new LinkedHashSet<>((List<?>) job.getOrDefault("export", List.of()));
    formats.forEach(format -> all.add(format.word()));
    Map<String, Object> changed = new LinkedHashMap<>(job);
    changed.put("export", List.copyOf(all));
    return changed;
  }
}
