package io.sparkhessian.quantity.diagonal;

import io.sparkhessian.curvature.DiagonalComparison;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.quantity.report.ResultNumbers;
import io.sparkhessian.quantity.report.Sections;
import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.diagnosis.MatrixKind;
import io.sparkhessian.report.figure.Chapter;
import io.sparkhessian.report.figure.Distribution;
import io.sparkhessian.report.figure.Entry;
import io.sparkhessian.report.figure.Layer;
import io.sparkhessian.report.figure.NumberFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Report sections of a diagonal: its distribution by layer, and the comparison with the exact one.
 */
public record DiagonalSections(ResultNumbers numbers) {
  private static final int POINTS = 2_000;

  /**
   * Reads the sections.
   *
   * @param label name of the approximation in a comparison with the exact diagonal
   */
  public Sections read(MatrixKind kind, String label) throws IOException {
    double[] diagonal = numbers.vector("diagonal.npy").orElseThrow();
    Optional<double[]> exact = numbers.vector("exact-diagonal.npy");
    List<Chapter> chapters = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    if (exact.isPresent()) {
      Comparison comparison = comparison(label, diagonal, exact.get());
      chapters.add(comparison.chapter());
      findings.add(comparison.finding());
    }
    chapters.add(numbers.distribution(Distribution.Words.DIAGONAL, diagonal).chapter());
    return Sections.of(
        facts(diagonal),
        exact
            .map(entries -> numbers.evidence(MatrixKind.HESSIAN, entries))
            .orElseGet(() -> numbers.evidence(kind, diagonal)),
        findings,
        chapters);
  }

  private List<Entry> facts(double[] diagonal) throws IOException {
    List<Entry> facts = new ArrayList<>();
    facts.add(new Entry("Trace", NumberFormat.text(Arrays.stream(diagonal).sum())));
    numbers
        .vector("standard-errors.npy")
        .ifPresent(
            errors ->
                facts.add(new Entry("Median standard error", NumberFormat.text(median(errors)))));
    return facts;
  }

  private static double median(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private Comparison comparison(String label, double[] approximate, double[] exact) {
    List<DiagonalBlock> parts =
        numbers.layers().stream()
            .map(layer -> new DiagonalBlock(layer.name(), layer.from(), layer.to()))
            .toList();
    List<Comparison.Agreement> agreements =
        DiagonalComparison.of(parts, approximate, exact).stream()
            .map(DiagonalSections::agreement)
            .toList();
    List<Comparison.Point> points = new ArrayList<>();
    int step = Math.max(1, numbers.size() / POINTS);
    for (Layer layer : numbers.layers()) {
      for (int i = layer.from(); i < layer.to(); i += Math.min(step, layer.size())) {
        points.add(
            new Comparison.Point(layer.name(), numbers.names().get(i), exact[i], approximate[i]));
      }
    }
    return new Comparison(label, agreements, points);
  }

  private static Comparison.Agreement agreement(DiagonalComparison part) {
    return new Comparison.Agreement(
        part.name(),
        number(part.relativeError()),
        number(part.correlation()),
        number(part.rankCorrelation()));
  }

  private static double number(OptionalDouble known) {
    return known.orElse(Double.NaN);
  }
}
