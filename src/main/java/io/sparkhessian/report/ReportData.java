package io.sparkhessian.report;

import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.figure.Chapter;
import io.sparkhessian.report.figure.Entry;
import io.sparkhessian.report.heatmap.Heatmap;
import java.util.List;
import java.util.Optional;

/**
 * All that a report shows.
 *
 * @param title what was computed, by its name
 * @param sentence what was computed, in one sentence
 * @param facts the numbers that come first: loss, gradient norm, N, ...
 * @param findings what the numbers say about the model, worst first
 * @param checks that were made
 * @param checked who made them and when, or how to
 * @param warnings in words
 * @param chapters what else there is to see, in order
 * @param job the resolved job
 * @param versions of all that ran
 */
public record ReportData(
    String title,
    String sentence,
    List<Entry> facts,
    List<Finding> findings,
    List<Check> checks,
    String checked,
    List<String> warnings,
    Optional<Heatmap> heatmap,
    List<Chapter> chapters,
    Timing timing,
    List<Entry> job,
    List<Entry> versions) {
  public ReportData {
    facts = List.copyOf(facts);
    findings = List.copyOf(findings);
    checks = List.copyOf(checks);
    warnings = List.copyOf(warnings);
    chapters = List.copyOf(chapters);
    job = List.copyOf(job);
    versions = List.copyOf(versions);
  }
}
