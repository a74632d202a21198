package io.sparkhessian.spark.report;

import io.sparkhessian.report.Chapter;
import io.sparkhessian.report.Entry;
import io.sparkhessian.report.Evidence;
import io.sparkhessian.report.Finding;
import io.sparkhessian.report.Heatmap;
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
record Sections(
    List<Entry> facts,
    Evidence evidence,
    List<Finding> findings,
    Optional<Heatmap> heatmap,
    List<Chapter> chapters,
    List<String> warnings) {

  /** Without a matrix and warnings. */
  static Sections of(
      List<Entry> facts, Evidence evidence, List<Finding> findings, List<Chapter> chapters) {
    return new Sections(facts, evidence, findings, Optional.empty(), chapters, List.of());
  }
}
