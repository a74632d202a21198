package io.sparkhessian.report;

import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.diagnosis.Verdict;
import io.sparkhessian.report.figure.Chapter;
import io.sparkhessian.report.figure.Entry;
import io.sparkhessian.report.heatmap.Heatmap;
import java.util.List;
import java.util.Optional;

/**
 * The content of a report.
 *
 * @param findings about the model, worst first
 * @param chapters of the quantity, in order
 */
public record ReportData(
    Heading heading,
    List<Finding> findings,
    Checks checks,
    Optional<Heatmap> heatmap,
    List<Chapter> chapters,
    Timing timing,
    Origin origin) {
  /**
   * The top of the page.
   *
   * @param title name of the job
   * @param sentence description of the result in one sentence
   * @param facts key numbers: loss, gradient norm, N and others
   */
  public record Heading(String title, String sentence, List<Entry> facts) {
    public Heading {
      facts = List.copyOf(facts);
    }
  }

  /**
   * Warnings and the outcome of the last verification.
   *
   * @param source who verified the result and when, or how to verify it
   * @param rows of the table
   */
  public record Checks(List<String> warnings, String source, List<Check> rows) {
    public Checks {
      warnings = List.copyOf(warnings);
      rows = List.copyOf(rows);
    }
  }

  /**
   * A row of the table of checks.
   *
   * @param what the two things compared
   * @param value the outcome and the tolerance
   */
  public record Check(String what, String value, Verdict verdict) {}

  /**
   * The resolved job, and the versions of the program and its platform.
   *
   * @param job entries by key
   * @param versions entries by name
   */
  public record Origin(List<Entry> job, List<Entry> versions) {
    public Origin {
      job = List.copyOf(job);
      versions = List.copyOf(versions);
    }
  }

  public ReportData {
    findings = List.copyOf(findings);
    chapters = List.copyOf(chapters);
  }
}
