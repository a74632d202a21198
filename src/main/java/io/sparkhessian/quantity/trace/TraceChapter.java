package io.sparkhessian.quantity.trace;

import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.diagnosis.MatrixKind;
import io.sparkhessian.report.diagnosis.Verdict;
import io.sparkhessian.report.figure.Chapter;
import io.sparkhessian.report.figure.Csv;
import io.sparkhessian.report.figure.Entry;
import io.sparkhessian.report.figure.Figure;
import io.sparkhessian.report.figure.Shown;
import io.sparkhessian.report.figure.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Estimates of traces: the picture, and what they say in words. */
public record TraceChapter(MatrixKind kind, StoredTrace stored) {
  /** An estimate whose standard error is a larger share of it is called rough. */
  private static final double ROUGH = 0.05;

  /** So many standard errors away from zero is negative. */
  private static final int SURELY = 3;

  /** Beyond this ratio a difference between layers is worth a word. */
  private static final double APART = 5;

  private StoredTrace.Part whole() {
    return stored.parts().get(0);
  }

  private List<StoredTrace.Part> blocks() {
    return stored.parts().subList(1, stored.parts().size());
  }

  private static double mean(StoredTrace.Part part) {
    return part.trace() / part.size();
  }

  /** What comes first. */
  public List<Entry> facts() {
    List<Entry> facts = new ArrayList<>();
    facts.add(new Entry("Trace", plusMinus(whole().trace(), whole().standardError())));
    if (!blocks().isEmpty()) {
      double sum = blocks().stream().mapToDouble(StoredTrace.Part::trace).sum();
      // Blocks share the signs of their probes, so that their errors may go together.
      double error = blocks().stream().mapToDouble(StoredTrace.Part::standardError).sum();
      facts.add(new Entry("Sum of the blocks", plusMinus(sum, error)));
    }
    return facts;
  }

  private static String plusMinus(double value, double error) {
    return Shown.withError(value, error);
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
            "Traces, block by block",
            "A dot is the estimate, its line twice the standard error to either side.",
            csv.toString());
    String text =
        "An estimate by %s from random vectors, seed %d."
            .formatted(
                stored.method().substring(0, 1).toUpperCase(Locale.ROOT)
                    + stored.method().substring(1),
                stored.seed());
    return new Chapter("trace", "The trace", text, List.of(figure), List.of(table.build()));
  }

  /** What stands out. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    StoredTrace.Part all = whole();
    if (kind.tellsSaddles() && all.trace() < -SURELY * all.standardError()) {
      findings.add(
          new Finding(
              Verdict.PROBLEM,
              "The loss curves downwards on the whole",
              "The trace is %s: the eigenvalues that are negative outweigh the others."
                  .formatted(plusMinus(all.trace(), all.standardError())),
              "This is no minimum: train on from here, a little along a negative direction.",
              List.of()));
    }
    double relative = all.standardError() / Math.abs(all.trace());
    if (relative > ROUGH) {
      findings.add(
          new Finding(
              Verdict.WARNING,
              "The estimate is rough",
              "Its standard error is %.0f %% of it, from %s products."
                  .formatted(100 * relative, Shown.text((long) all.products())),
              "Four times the probes halve the error of Hutchinson's estimate; Hutch++ gains more.",
              List.of()));
    }
    if (findings.isEmpty()) {
      findings.add(
          new Finding(
              Verdict.FINE,
              "The trace is " + plusMinus(all.trace(), all.standardError()),
              "So the mean of the %s eigenvalues is %s."
                  .formatted(Shown.text((long) all.size()), Shown.text(mean(all))),
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
    if (mean(low) > 0 && mean(high) > APART * mean(low)) {
      findings.add(
          new Finding(
              Verdict.FINE,
              "A parameter of %s is the most curved".formatted(high.name()),
              "The mean eigenvalue is %s there and %s in %s."
                  .formatted(Shown.text(mean(high)), Shown.text(mean(low)), low.name()),
              "",
              List.of()));
    }
  }
}
