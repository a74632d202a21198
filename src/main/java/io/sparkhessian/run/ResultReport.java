package io.sparkhessian.run;

import io.sparkhessian.Failure;
import io.sparkhessian.distributed.results.StoredMatrix;
import io.sparkhessian.io.output.Certificate;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.output.ReportFile;
import io.sparkhessian.job.Job;
import io.sparkhessian.job.JobFile;
import io.sparkhessian.quantity.diagonal.DiagonalSections;
import io.sparkhessian.quantity.inputs.InputSections;
import io.sparkhessian.quantity.matrix.MatrixSections;
import io.sparkhessian.quantity.products.ProductSections;
import io.sparkhessian.quantity.report.ResultNumbers;
import io.sparkhessian.quantity.report.Sections;
import io.sparkhessian.quantity.report.Separation;
import io.sparkhessian.quantity.solve.SolveSections;
import io.sparkhessian.quantity.spectrum.SpectralSections;
import io.sparkhessian.quantity.trace.StoredTrace;
import io.sparkhessian.quantity.trace.TraceChapter;
import io.sparkhessian.report.ReportData;
import io.sparkhessian.report.ReportPage;
import io.sparkhessian.report.Timing;
import io.sparkhessian.report.diagnosis.Diagnosis;
import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.diagnosis.MatrixKind;
import io.sparkhessian.report.figure.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;

/** Reads a result and writes its report. */
public final class ResultReport implements Reporting {
  private final JavaSparkContext spark;

  public ResultReport(JavaSparkContext spark) {
    this.spark = spark;
  }

  @Override
  public List<Finding> write(OutputDirectory out, Manifest manifest) throws IOException {
    return write(out, data(out, manifest, Optional.empty()));
  }

  /**
   * Writes the report of a finished result anew, with what was verified.
   *
   * @throws Failure of kind input when there is none, or a file is not as the manifest says
   */
  public List<Finding> rewrite(OutputDirectory out) throws IOException {
    Manifest manifest = out.requireFinished();
    String before = out.manifestDigest();
    for (String read : read(manifest)) {
      out.requireUnaltered(manifest, read);
    }
    ReportData data = data(out, manifest, Certificate.of(out));
    if (!out.manifestDigest().equals(before)) {
      throw Failure.refused(
          "%s: another run has replaced the result while it was read; ask for its report again"
              .formatted(out.location().text()));
    }
    ReportFile.rewrite(out, stream -> ReportPage.write(data, stream));
    return data.findings();
  }

  /** What lies at the top of a result but its exports, which the report does not read. */
  private static List<String> read(Manifest manifest) {
    return manifest.files().stream()
        .map(file -> file.path().split("/", 2)[0])
        .distinct()
        .filter(name -> !isExport(name, manifest))
        .toList();
  }

  private static boolean isExport(String name, Manifest manifest) {
    Job job = JobFile.ofResolved("manifest.json", manifest.job());
    return isStored(job)
        && StoredMatrix.of(manifest).stream()
            .anyMatch(matrix -> name.startsWith(matrix.path() + "."));
  }

  /**
   * Writes the report of a result whose files are damaged or whose numbers are wrong: with what is
   * said of that, and without its numbers.
   */
  public static void writeWithoutNumbers(
      OutputDirectory out, Manifest manifest, Certificate certificate) throws IOException {
    Job job = JobFile.ofResolved(out.location().text() + "/manifest.json", manifest.job());
    ReportData data = page(out, manifest, job, Optional.empty(), Optional.of(certificate));
    ReportFile.rewrite(out, stream -> ReportPage.write(data, stream));
  }

  private static List<Finding> write(OutputDirectory out, ReportData data) throws IOException {
    ReportFile.write(out, stream -> ReportPage.write(data, stream));
    return data.findings();
  }

  /** All that the report shows. */
  ReportData data(OutputDirectory out, Manifest manifest, Optional<Certificate> certificate)
      throws IOException {
    ResultNumbers numbers = ResultNumbers.read(spark.hadoopConfiguration(), out, manifest);
    Optional<Sections> sections = Optional.of(sections(numbers));
    return page(out, manifest, numbers.job(), sections, certificate);
  }

  private Sections sections(ResultNumbers numbers) throws IOException {
    MatrixKind kind = kind(numbers.job());
    if (isStored(numbers.job())) {
      return new MatrixSections(spark, numbers, StoredMatrix.of(numbers.manifest())).read(kind);
    }
    Configuration hadoop = spark.hadoopConfiguration();
    return switch (numbers.job().compute()) {
      case HVP -> new ProductSections(hadoop, numbers, kind).read();
      case SPECTRUM -> new SpectralSections(hadoop, numbers).read(kind);
      case TRACE -> trace(numbers, kind);
      case SOLVE -> new SolveSections(hadoop, numbers).read(kind);
      case INPUT_HESSIAN, INPUT_LAPLACIAN -> new InputSections(spark, numbers).read();
      default -> new DiagonalSections(numbers).read(kind);
    };
  }

  private static Sections trace(ResultNumbers numbers, MatrixKind kind) throws IOException {
    TraceChapter trace = new TraceChapter(kind, StoredTrace.read(numbers.out()));
    double[] none = {};
    return Sections.of(
        trace.facts(), numbers.evidence(kind, none), trace.findings(), List.of(trace.chapter()));
  }

  /** Whether there are tiles. */
  private static boolean isStored(Job job) {
    return !job.compute().usesOperator() && (job.computesMatrix() || job.computesBlocks());
  }

  private static MatrixKind kind(Job job) {
    return switch (job.compute()) {
      case GAUSS_NEWTON -> MatrixKind.GAUSS_NEWTON;
      case FISHER -> MatrixKind.FISHER;
      case BECKER_LECUN, HESSCALE, HUTCHINSON -> MatrixKind.APPROXIMATION;
      case HVP, SPECTRUM, TRACE, SOLVE ->
          switch (job.operator().orElseThrow().of()) {
            case HESSIAN -> MatrixKind.HESSIAN;
            case GAUSS_NEWTON -> MatrixKind.GAUSS_NEWTON;
            case FISHER -> MatrixKind.FISHER;
          };
      default -> MatrixKind.HESSIAN;
    };
  }

  private static ReportData page(
      OutputDirectory out,
      Manifest manifest,
      Job job,
      Optional<Sections> sections,
      Optional<Certificate> certificate) {
    List<Entry> facts = new ArrayList<>(ReportWords.facts(manifest));
    sections.ifPresent(read -> facts.addAll(read.facts()));
    return new ReportData(
        job.name(),
        ReportWords.sentence(job, manifest),
        facts,
        sections.map(read -> findings(job, manifest, read)).orElse(List.of()),
        ReportWords.checks(certificate),
        ReportWords.checked(out.location().text(), certificate),
        sections.map(Sections::warnings).orElse(List.of()),
        sections.flatMap(Sections::heatmap),
        sections.map(Sections::chapters).orElse(List.of()),
        timing(job, manifest),
        ReportWords.entries("", manifest.job()),
        ReportWords.versions(manifest));
  }

  private static List<Finding> findings(Job job, Manifest manifest, Sections read) {
    List<Finding> others = new ArrayList<>(read.findings());
    if (!job.compute().byInputs()) {
      Separation.in(job, manifest).ifPresent(others::add);
    }
    return Diagnosis.of(read.evidence(), others);
  }

  private static Timing timing(Job job, Manifest manifest) {
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
    return new Timing(PlanWords.of(job, manifest), phases, stages);
  }
}
