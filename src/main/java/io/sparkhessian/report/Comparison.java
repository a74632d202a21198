package io.sparkhessian.report;

import java.util.List;

/**
 * An approximate diagonal beside the exact one.
 *
 * @param name of the approximation
 * @param points some of the parameters, sampled
 */
public record Comparison(String name, List<Agreement> layers, List<Point> points) {
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

  /** One against the other, and how well they agree. */
  public Chapter chapter() {
    String title = name + " against exact";
    Figure figure =
        new Figure(
            "comparison",
            "scatter",
            title,
            "Each dot is a parameter. On the line the two agree.",
            FigureData.scatter(this));
    Table.Builder table =
        new Table.Builder("", "Layer", "Relative error", "Correlation", "Rank agreement");
    layers.forEach(
        each -> table.row(each.layer(), each.error(), each.correlation(), each.rankAgreement()));
    return new Chapter("comparisons", title, "", List.of(figure), List.of(table.build()));
  }
}
