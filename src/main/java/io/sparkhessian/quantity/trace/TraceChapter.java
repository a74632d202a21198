package io.sparkhessian.quantity.trace;

import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.diagnosis.MatrixKind;
import io.sparkhessian.report.diagnosis.Verdict;
import io.sparkhessian.report.figure.Chapter;
import io.sparkhessian.report.figure.Csv;
import io.sparkhessian.report.figure.Entry;
import io.sparkhessian.report.figure.Figure;
import io.sparkhessian.report.figure.NumberFormat;
import io.sparkhessian.report.figure.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.lang3.StringUtils;

/** Report chapter and findings of estimated traces. */
public record TraceChapter(MatrixKind kind, StoredTrace stored) {
  /** Relative standard error above which an estimate is called rough. */
  private static final double ROUGH = 0.05;

  /** Number of standard errors below zero from which a trace counts as negative. */
  private static final int SIGNIFICANT = 3;

  /** Ratio of mean eigenvalues above which blocks are compared. */
  private static final double NOTABLE = 5;

  private StoredTrace.Part whole() {
    return stored.parts().get(0);
  }

  private List<StoredTrace.Part> blocks() {
    return stored.parts().subList(1, stored.parts().size());
  }

  private static double mean(StoredTrace.Part part) {
    return part.trace() / part.size();
  }

  /** Returns the entries at the top of the report. */
  public List<Entry> facts() {
    List<Entry> facts = new ArrayList<>();
    facts.add(new Entry("Trace", plusMinus(whole().trace(), whole().standardError())));
    if (!blocks().isEmpty()) {
      double sum = blocks().stream().mapToDouble(StoredTrace.Part::trace).sum();
      // The blocks share the signs of their probes, so their errors may be correlated.
      double error = blocks().stream().mapToDouble(StoredTrace.Part::standardError).sum();
      facts.add(new Entry("Sum of the blocks", plusMinus(sum, error)));
    }
    return facts;
  }

  private static String plusMinus(double value, double error) {
    return NumberFormat.withError(value, error);
  }

  public Chapter chapter() {
    Csv csv = new Csv("name", "trace", "error");
    Table.Builder table =
        new Table.Builder(
            "",
            "Block",
            "Rows",
            "Trace",
            "Standard error",
            "Relative",
            "Mean eigenvalue",
            "Products");
    for (StoredTrace.Part part : stored.parts()) {
      csv.row(part.name(), part.trace(), part.standardError());
      table.row(
          part.name(),
          part.size(),
          part.trace(),
          part.standardError(),
          part.standardError() / Math.abs(part.trace()),
          mean(part),
          part.products());
    }
    Figure figure =
        new Figure(
            "traces",
            "ranges",
            "Traces by block",
            "Each dot is an estimate; its bar extends two standard errors to either side.",
            csv.toString());
    String text =
        "Estimated by %s from random vectors, seed %d."
            .formatted(StringUtils.capitalize(stored.method()), stored.seed());
    return new Chapter("trace", "The trace", text, List.of(figure), List.of(table.build()));
  }

  /** Returns the findings. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    StoredTrace.Part all = whole();
    if (kind.tellsSaddles() && all.trace() < -SIGNIFICANT * all.standardError()) {
      findings.add(
          new Finding(
              Verdict.PROBLEM,
              "The mean curvature of the loss is negative",
              "The trace is %s: the negative eigenvalues outweigh the positive ones."
                  .formatted(plusMinus(all.trace(), all.standardError())),
              "This is not a minimum. Continue training from a point shifted along a direction of negative curvature.",
              List.of()));
    }
    double relative = all.standardError() / Math.abs(all.trace());
    if (relative > ROUGH) {
      findings.add(
          new Finding(
              Verdict.WARNING,
              "The estimate is rough",
              "The relative standard error is %.0f %% after %s products."
                  .formatted(100 * relative, NumberFormat.text((long) all.products())),
              "Increase the number of probes: four times as many halve the error of Hutchinson's estimate, and reduce that of Hutch++ further.",
              List.of()));
    }
    if (findings.isEmpty()) {
      findings.add(
          new Finding(
              Verdict.OK,
              "The trace is " + plusMinus(all.trace(), all.standardError()),
              "The mean of the %s eigenvalues is %s."
                  .formatted(NumberFormat.text((long) all.size()), NumberFormat.text(mean(all))),
              "",
              List.of()));
    }
    compare(findings);
    return findings;
  }

  private void compare(List<Finding> findings) {
    Comparator<StoredTrace.Part> byMean = Comparator.comparingDouble(TraceChapter::mean);
    if (blocks().size() < 2) {
      return;
    }
    StoredTrace.Part low = blocks().stream().min(byMean).orElseThrow();
    StoredTrace.Part high = blocks().stream().max(byMean).orElseThrow();
    if (mean(low) > 0 && mean(high) > NOTABLE * mean(low)) {
      findings.add(
          new Finding(
              Verdict.OK,
              "%s has the largest mean curvature".formatted(high.name()),
              "The mean eigenvalue is %s, and %s in %s."
                  .formatted(
                      NumberFormat.text(mean(high)), NumberFormat.text(mean(low)), low.name()),
              "",
              List.of()));
    }
  }
}
