package io.sparkhessian.quantity.diagonal;

import io.sparkhessian.report.diagnosis.Finding;
import io.sparkhessian.report.diagnosis.Verdict;
import io.sparkhessian.report.figure.Chapter;
import io.sparkhessian.report.figure.Csv;
import io.sparkhessian.report.figure.Figure;
import io.sparkhessian.report.figure.Shown;
import io.sparkhessian.report.figure.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * An approximate diagonal beside the exact one.
 *
 * @param name of the approximation
 * @param points some of the parameters, sampled
 */
public record Comparison(String name, List<Agreement> layers, List<Point> points) {
  /** Beyond such an error an approximation tells little. */
  private static final double ROUGH = 0.5;

  public Comparison {
    layers = List.copyOf(layers);
    points = List.copyOf(points);
  }

  /**
   * How well a layer is approximated.
   *
   * @param error the relative error in the Euclidean norm
   * @param correlation Pearson's
   * @param rankAgreement Spearman's
   */
  public record Agreement(String layer, double error, double correlation, double rankAgreement) {}

  /** One parameter's two numbers. */
  public record Point(String layer, String name, double exact, double approximate) {}

  /** How good the approximation is, and where it is worst. */
  public Finding finding() {
    Agreement all = layers.get(0);
    Agreement worst =
        layers.stream()
            .skip(1)
            .filter(each -> Double.isFinite(each.error()))
            .max(Comparator.comparingDouble(Agreement::error))
            .orElse(all);
    return new Finding(
        all.error() > ROUGH ? Verdict.WARNING : Verdict.FINE,
        "%s is off by %s %% of the exact diagonal".formatted(name, percent(all.error())),
        "That is the norm of the difference beside the norm of the exact one. The correlation is %s, that of the ranks %s%s."
            .formatted(
                Shown.text(all.correlation()),
                Shown.text(all.rankAgreement()),
                worst.equals(all)
                    ? ""
                    : "; the worst is %s, off by %s %%"
                        .formatted(worst.layer(), percent(worst.error()))),
        all.error() > ROUGH
            ? "compute: diagonal has the exact one, at the cost of a few gradients."
            : "",
        List.of());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.0995 ? "%.1f" : "%.0f", 100 * share);
  }

  /** One against the other, and how well they agree. */
  public Chapter chapter() {
    String title = name + " against exact";
    Figure figure =
        new Figure(
            "comparison",
            "scatter",
            title,
            "Each dot is a parameter. On the line the two agree.",
            scatter());
    Table.Builder table =
        new Table.Builder("", "Layer", "Relative error", "Correlation", "Rank agreement");
    layers.forEach(
        each -> table.row(each.layer(), each.error(), each.correlation(), each.rankAgreement()));
    return new Chapter("comparisons", title, "", List.of(figure), List.of(table.build()));
  }

  private String scatter() {
    Csv csv = new Csv("layer", "parameter", "exact", "approximate");
    points.forEach(
        point -> csv.row(point.layer(), point.name(), point.exact(), point.approximate()));
    return csv.toString();
  }
}
