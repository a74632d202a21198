package io.sparkhessian.quantity.diagonal;

import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.diagnosis.Verdict;
import io.sparkhessian.report.figure.Chapter;
import io.sparkhessian.report.figure.Csv;
import io.sparkhessian.report.figure.Figure;
import io.sparkhessian.report.figure.NumberFormat;
import io.sparkhessian.report.figure.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Comparison of an approximate diagonal with the exact one in the report.
 *
 * @param name name of the approximation
 * @param layers agreement over all parameters, then over each layer
 * @param points a sample of the parameters
 */
public record Comparison(String name, List<Agreement> layers, List<Point> points) {
  /** Relative error above which the approximation is of little use. */
  private static final double ROUGH = 0.5;

  public Comparison {
    layers = List.copyOf(layers);
    points = List.copyOf(points);
  }

  /**
   * Agreement of the two diagonals in a layer.
   *
   * @param error relative error ‖approx − exact‖ / ‖exact‖
   * @param correlation Pearson's correlation
   * @param rankCorrelation Spearman's rank correlation
   */
  public record Agreement(String layer, double error, double correlation, double rankCorrelation) {}

  /** Exact and approximate value of one parameter. */
  public record Point(String layer, String name, double exact, double approximate) {}

  /** Returns a finding about the relative error, with the worst layer. */
  public Finding finding() {
    Agreement all = layers.get(0);
    Agreement worst =
        layers.stream()
            .skip(1)
            .filter(each -> Double.isFinite(each.error()))
            .max(Comparator.comparingDouble(Agreement::error))
            .orElse(all);
    return new Finding(
        all.error() > ROUGH ? Verdict.WARNING : Verdict.OK,
        "%s has a relative error of %s %%".formatted(name, percent(all.error())),
        "The error is ‖approx − exact‖ / ‖exact‖. The correlation is %s, the rank correlation %s%s."
            .formatted(
                NumberFormat.text(all.correlation()),
                NumberFormat.text(all.rankCorrelation()),
                worst.equals(all)
                    ? ""
                    : "; the worst layer is %s with an error of %s %%"
                        .formatted(worst.layer(), percent(worst.error()))),
        all.error() > ROUGH
            ? "Use compute: diagonal, which gives the exact diagonal at the cost of a few gradients."
            : "",
        List.of());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.0995 ? "%.1f" : "%.0f", 100 * share);
  }

  /** Returns the scatter plot and the table of agreements. */
  public Chapter chapter() {
    String title = name + " against exact";
    Figure figure =
        new Figure(
            "comparison",
            "scatter",
            title,
            "Each dot is a parameter; the line marks equal values.",
            scatter());
    Table.Builder table =
        new Table.Builder("", "Layer", "Relative error", "Correlation", "Rank correlation");
    layers.forEach(
        each -> table.row(each.layer(), each.error(), each.correlation(), each.rankCorrelation()));
    return new Chapter("comparisons", title, "", List.of(figure), List.of(table.build()));
  }

  private String scatter() {
    Csv csv = new Csv("layer", "parameter", "exact", "approximate");
    points.forEach(
        point -> csv.row(point.layer(), point.name(), point.exact(), point.approximate()));
    return csv.toString();
  }
}
