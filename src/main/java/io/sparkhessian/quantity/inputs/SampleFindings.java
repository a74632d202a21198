package io.sparkhessian.quantity.inputs;

import io.sparkhessian.report.diagnosis.Evidence;
import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.diagnosis.Verdict;
import io.sparkhessian.report.figure.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Findings about samples and features, from derivatives with respect to the inputs. */
public final class SampleFindings {
  private static final int NAMED = 12;
  private static final double HALF = 0.5;

  /** Maximum share of the samples that, holding half of the total, is reported as a finding. */
  private static final double FEW = 0.05;

  private SampleFindings() {}

  /**
   * Returns the findings.
   *
   * @param names names of the features
   */
  public static List<Finding> of(SampleSums sums, List<String> names) {
    List<Finding> findings = new ArrayList<>();
    if (sums.hasMatrices()) {
      features(sums, names, findings);
      concentration(sums, findings);
    }
    SampleMeasure traces = sums.measures().get(SampleSums.Kind.TRACE);
    if (traces.negative() > 0) {
      findings.add(
          new Finding(
              Verdict.OK,
              "The trace is negative in %s of %s samples"
                  .formatted(
                      NumberFormat.text(traces.negative()), NumberFormat.text(traces.count())),
              "The function curves downwards more than upwards there; the smallest trace is %s, at row %d."
                  .formatted(
                      NumberFormat.text(traces.smallest().get(0).value()),
                      traces.smallest().get(0).row()),
              "",
              rows(traces.smallest().stream().filter(each -> each.value() < 0).toList())));
    }
    if (findings.isEmpty()) {
      SampleMeasure.Sample first = traces.largest().get(0);
      findings.add(
          new Finding(
              Verdict.OK,
              "No sample and no feature stands out",
              "The largest trace is %s, at row %d; the median is about %s."
                  .formatted(
                      NumberFormat.text(first.value()),
                      first.row(),
                      NumberFormat.text(traces.quantile(HALF))),
              "",
              List.of()));
    }
    return findings;
  }

  private static void features(SampleSums sums, List<String> names, List<Finding> findings) {
    double most =
        IntStream.range(0, names.size())
            .mapToDouble(i -> Math.max(sums.slope(i), sums.size(i)))
            .max()
            .orElse(0);
    List<String> none =
        IntStream.range(0, names.size())
            .filter(i -> Math.max(sums.slope(i), sums.size(i)) <= Evidence.NEGLIGIBLE * most)
            .mapToObj(names::get)
            .toList();
    if (!none.isEmpty()) {
      findings.add(
          new Finding(
              Verdict.WARNING,
              none.size() == 1
                  ? "Feature %s has no effect".formatted(none.get(0))
                  : "%d features have no effect".formatted(none.size()),
              "The gradient and the Hessian with respect to %s are zero in every sample: the model ignores %s."
                  .formatted(none.size() == 1 ? "it" : "them", none.size() == 1 ? "it" : "them"),
              "Leave these features out, or find out why their weights are zero.",
              none.stream().limit(NAMED).toList()));
    }
  }

  private static void concentration(SampleSums sums, List<Finding> findings) {
    SampleMeasure largest = sums.measures().get(SampleSums.Kind.LARGEST);
    double few = largest.fewestFor(HALF);
    if (largest.sum() > 0 && few < FEW * largest.count()) {
      SampleMeasure.Sample first = largest.largest().get(0);
      findings.add(
          new Finding(
              Verdict.WARNING,
              "A few samples hold most of the curvature",
              "About %2$s of %1$s samples make up half of the sum of the largest entries. The largest entry of row %3$d is %4$s; the median is about %5$s."
                  .formatted(
                      NumberFormat.text(largest.count()),
                      NumberFormat.text(Math.max(1, Math.round(few))),
                      first.row(),
                      NumberFormat.text(first.value()),
                      NumberFormat.text(largest.quantile(HALF))),
              "Check these rows: they lie on a decision boundary, have wrong labels, or are"
                  + " outliers.",
              rows(largest.largest())));
    }
  }

  private static List<String> rows(List<SampleMeasure.Sample> samples) {
    return samples.stream().map(each -> "row " + each.row()).toList();
  }
}
