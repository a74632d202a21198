package io.sparkhessian.spark.report;

import io.sparkhessian.report.Comparison;
import io.sparkhessian.report.DiagonalSummary;
import io.sparkhessian.report.Entry;
import io.sparkhessian.report.Evidence;
import io.sparkhessian.report.Heatmap;
import io.sparkhessian.report.Spectrum;
import java.util.List;
import java.util.Optional;

/**
 * What a report shows of the numbers of one kind of result.
 *
 * @param facts that come first
 * @param warnings in words
 */
record Sections(
    List<Entry> facts,
    Evidence evidence,
    Optional<Heatmap> heatmap,
    Optional<DiagonalSummary> diagonal,
    Optional<Spectrum> spectrum,
    List<Comparison> comparisons,
    List<String> warnings) {

  /** Of a result that has no more than evidence. */
  static Sections of(Evidence evidence) {
    return new Sections(
        List.of(),
        evidence,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }
}
