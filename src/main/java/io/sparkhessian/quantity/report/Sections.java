package io.sparkhessian.quantity.report;

import io.sparkhessian.report.diagnosis.Evidence;
import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.figure.Chapter;
import io.sparkhessian.report.figure.Entry;
import io.sparkhessian.report.heatmap.Heatmap;
import java.util.List;
import java.util.Optional;

/**
 * What a report shows of the numbers of one kind of result.
 *
 * @param facts that come first
 * @param evidence that a diagnosis is made from
 * @param findings beside it
 * @param warnings in words
 */
public record Sections(
    List<Entry> facts,
    Evidence evidence,
    List<Finding> findings,
    Optional<Heatmap> heatmap,
    List<Chapter> chapters,
    List<String> warnings) {

  /** Without a matrix and warnings. */
  public static Sections of(
      List<Entry> facts, Evidence evidence, List<Finding> findings, List<Chapter> chapters) {
    return new Sections(facts, evidence, findings, Optional.empty(), chapters, List.of());
  }
}
