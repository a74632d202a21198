package io.sparkhessian.run;

import io.sparkhessian.Failure;
import io.sparkhessian.io.output.Certificate;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.output.ReportFile;
import io.sparkhessian.job.Job;
import io.sparkhessian.quantity.Chosen;
import io.sparkhessian.quantity.report.ResultNumbers;
import io.sparkhessian.quantity.report.Sections;
import io.sparkhessian.quantity.report.Separation;
import io.sparkhessian.registry.Registry;
import io.sparkhessian.report.ReportData;
import io.sparkhessian.report.ReportPage;
import io.sparkhessian.report.Timing;
import io.sparkhessian.report.diagnosis.Diagnosis;
import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.figure.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;

/** Reads a result and writes its report. */
public final class ResultReport implements Reporting {
  private final JavaSparkContext spark;
  private final Registry registry;

  public ResultReport(JavaSparkContext spark, Registry registry) {
    this.spark = spark;
    this.registry = registry;
  }

  @Override
  public List<Finding> write(OutputDirectory out, Manifest manifest) throws IOException {
    return write(out, data(out, manifest, Optional.empty()));
  }

  /**
   * Rewrites the report of a finished result, with the checks of its certificate.
   *
   * @throws Failure of kind input if there is no result, or a file differs from the manifest
   */
  public List<Finding> rewrite(OutputDirectory out) throws IOException {
    Manifest manifest = out.requireFinished();
    String before = out.manifestDigest();
    for (String file : filesRead(out, manifest)) {
      out.requireUnaltered(manifest, file);
    }
    ReportData data = data(out, manifest, Certificate.of(out));
    if (!out.manifestDigest().equals(before)) {
      throw Failure.refused(
          "%s: another run has replaced the result while it was read; run report again"
              .formatted(out.location().text()));
    }
    ReportFile.rewrite(out, stream -> ReportPage.write(data, stream));
    return data.findings();
  }

  /** Returns the top-level files of a result that the report reads: all except the exports. */
  private List<String> filesRead(OutputDirectory out, Manifest manifest) {
    Set<String> exported = registry.chosen(job(registry, out, manifest)).quantity().durable();
    return manifest.files().stream()
        .map(file -> file.path().split("/", 2)[0])
        .distinct()
        .filter(name -> exported.stream().noneMatch(path -> name.startsWith(path + ".")))
        .toList();
  }

  private static Job job(Registry registry, OutputDirectory out, Manifest manifest) {
    return registry.jobs().ofResolved(out.location().text() + "/manifest.json", manifest.job());
  }

  /**
   * Writes the report of a result with damaged files or wrong numbers: the failed checks, without
   * the numbers.
   */
  public static void writeWithoutNumbers(
      Registry registry, OutputDirectory out, Manifest manifest, Certificate certificate)
      throws IOException {
    Job job = job(registry, out, manifest);
    ReportData data =
        page(registry.chosen(job), out, manifest, job, Optional.empty(), Optional.of(certificate));
    ReportFile.rewrite(out, stream -> ReportPage.write(data, stream));
  }

  private static List<Finding> write(OutputDirectory out, ReportData data) throws IOException {
    ReportFile.write(out, stream -> ReportPage.write(data, stream));
    return data.findings();
  }

  /** Returns the content of the report. */
  ReportData data(OutputDirectory out, Manifest manifest, Optional<Certificate> certificate)
      throws IOException {
    Job job = job(registry, out, manifest);
    Chosen<?> chosen = registry.chosen(job);
    ResultNumbers numbers = ResultNumbers.read(spark.hadoopConfiguration(), out, manifest, job);
    Sections sections = chosen.sections(spark, numbers);
    return page(chosen, out, manifest, job, Optional.of(sections), certificate);
  }

  private static ReportData page(
      Chosen<?> chosen,
      OutputDirectory out,
      Manifest manifest,
      Job job,
      Optional<Sections> sections,
      Optional<Certificate> certificate) {
    List<Entry> facts = new ArrayList<>(ReportWording.facts(manifest));
    sections.ifPresent(read -> facts.addAll(read.facts()));
    return new ReportData(
        new ReportData.Heading(job.name(), ReportWording.sentence(chosen, job, manifest), facts),
        sections.map(read -> findings(job, manifest, read)).orElse(List.of()),
        new ReportData.Checks(
            sections.map(Sections::warnings).orElse(List.of()),
            ReportWording.checked(out.location().text(), certificate),
            ReportWording.checks(certificate)),
        sections.flatMap(Sections::heatmap),
        sections.map(Sections::chapters).orElse(List.of()),
        timing(chosen, manifest),
        new ReportData.Origin(
            ReportWording.entries("", manifest.job()), ReportWording.versions(manifest)));
  }

  private static List<Finding> findings(Job job, Manifest manifest, Sections read) {
    List<Finding> others = new ArrayList<>(read.findings());
    if (!job.quantity().byInputs()) {
      Separation.in(job, manifest).ifPresent(others::add);
    }
    return Diagnosis.of(read.evidence(), others);
  }

  private static Timing timing(Chosen<?> chosen, Manifest manifest) {
    List<Timing.Phase> phases = new ArrayList<>();
    manifest
        .times()
        .seconds()
        .forEach((name, seconds) -> phases.add(new Timing.Phase(name, seconds)));
    List<Timing.Stage> stages = new ArrayList<>();
    manifest
        .times()
        .tasks()
        .forEach(
            (name, seconds) ->
                stages.add(
                    new Timing.Stage(
                        name, seconds.stream().mapToDouble(Double::doubleValue).toArray())));
    return new Timing(PlanWording.of(chosen.quantity().tileLabel(), manifest), phases, stages);
  }
}
