package io.sparkhessian.run;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.io.output.Certificate;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.job.Job;
import io.sparkhessian.quantity.Chosen;
import io.sparkhessian.report.ReportData;
import io.sparkhessian.report.diagnosis.Verdict;
import io.sparkhessian.report.figure.Entry;
import io.sparkhessian.report.figure.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Texts and entries of the report about a manifest and a certificate. */
final class ReportWording {
  private ReportWording() {}

  static String sentence(Chosen<?> chosen, Job job, Manifest manifest) {
    String parameters = Amounts.counted(manifest.parameters(), "parameter");
    String samples = manifest.samples() == 0 ? "" : Amounts.counted(manifest.samples(), "sample");
    return "The %s%s."
        .formatted(
            chosen.headline(parameters, samples),
            job.data().map(data -> " of " + data.path()).orElse(""));
  }

  static List<Entry> facts(Manifest manifest) {
    List<Entry> facts = new ArrayList<>();
    facts.add(new Entry("Loss", String.format(Locale.ROOT, "%.8g", manifest.loss())));
    facts.add(new Entry("Gradient norm", NumberFormat.text(manifest.gradientNorm())));
    facts.add(new Entry("Parameters", Amounts.count(manifest.parameters())));
    if (manifest.samples() > 0) {
      facts.add(new Entry("Samples", Amounts.count(manifest.samples())));
    }
    double seconds =
        manifest.times().seconds().values().stream().mapToDouble(Double::doubleValue).sum();
    facts.add(new Entry("Time", Amounts.duration(seconds)));
    return facts;
  }

  static List<ReportData.Check> checks(Optional<Certificate> certificate) {
    return certificate.stream()
        .flatMap(each -> each.checks().stream())
        .map(ReportWording::check)
        .toList();
  }

  private static ReportData.Check check(Certificate.Check check) {
    String numbers =
        check.numbers().isEmpty() ? "" : " (%d at random)".formatted(check.numbers().size());
    String value =
        check.what().equals("files")
            ? "%d damaged".formatted((long) check.error())
            : "error %s, allowed %s"
                .formatted(NumberFormat.text(check.error()), NumberFormat.text(check.allowed()));
    return new ReportData.Check(
        check.what() + numbers + " against " + check.against(),
        value,
        check.right() ? Verdict.OK : Verdict.PROBLEM);
  }

  /** Returns who verified the result and when, or how to verify it. */
  static String checked(String output, Optional<Certificate> certificate) {
    return certificate
        .map(
            each ->
                "Verified by submit/spark-hessian verify, version %s, at %s, with seed %d."
                    .formatted(each.application(), each.at(), each.seed()))
        .orElse("Not checked yet: submit/spark-hessian verify " + output);
  }

  static List<Entry> versions(Manifest manifest) {
    List<Entry> versions = new ArrayList<>();
    versions.add(new Entry("spark-hessian", manifest.applicationVersion()));
    versions.add(new Entry("BLAS", manifest.blas()));
    manifest.versions().forEach((name, value) -> versions.add(new Entry(name, value)));
    versions.add(new Entry("started", manifest.times().started()));
    return versions;
  }

  /** Returns an entry for each scalar in a plain value, with dotted keys as in a job file. */
  static List<Entry> entries(String key, Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .flatMap(
              entry ->
                  entries(
                      key.isEmpty() ? "" + entry.getKey() : key + "." + entry.getKey(),
                      entry.getValue())
                      .stream())
          .toList();
    }
    return List.of(
        new Entry(key, value instanceof Double number ? NumberFormat.text(number) : "" + value));
  }
}
