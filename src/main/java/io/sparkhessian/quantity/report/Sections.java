package io.sparkhessian.quantity.report;

import io.sparkhessian.report.diagnosis.Evidence;
import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.figure.Chapter;
import io.sparkhessian.report.figure.Entry;
import io.sparkhessian.report.heatmap.Heatmap;
import java.util.List;
import java.util.Optional;

/**
 * Sections of the report about the numbers of a result.
 *
 * @param facts entries at the top
 * @param evidence input of the diagnosis
 * @param findings findings in addition to the diagnosis
 * @param warnings warnings, as sentences
 */
public record Sections(
    List<Entry> facts,
    Evidence evidence,
    List<Finding> findings,
    Optional<Heatmap> heatmap,
    List<Chapter> chapters,
    List<String> warnings) {

  /** Returns sections without heatmap and warnings. */
  public static Sections of(
      List<Entry> facts, Evidence evidence, List<Finding> findings, List<Chapter> chapters) {
    return new Sections(facts, evidence, findings, Optional.empty(), chapters, List.of());
  }
}
