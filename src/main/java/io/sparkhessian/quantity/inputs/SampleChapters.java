package io.sparkhessian.quantity.inputs;

import io.sparkhessian.report.figure.Chapter;
import io.sparkhessian.report.figure.Csv;
import io.sparkhessian.report.figure.Figure;
import io.sparkhessian.report.figure.Layer;
import io.sparkhessian.report.figure.SignedLogBins;
import io.sparkhessian.report.figure.Table;
import io.sparkhessian.report.heatmap.Heatmap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Report chapters of derivatives with respect to the inputs of each sample.
 *
 * @param names names of the features
 */
public record SampleChapters(SampleSums sums, List<String> names) {
  /** Maximum number of features in the data of the figure. */
  private static final int WRITTEN = 2_000;

  private static final int SHOWN = 16;

  public SampleChapters {
    names = List.copyOf(names);
  }

  /** Returns the heatmap of the mean matrix; empty if only traces are stored. */
  public Optional<Heatmap> heatmap() {
    return sums.hasMatrices()
        ? Optional.of(
            new Heatmap(
                new Heatmap.Words(
                    "The mean over all samples",
                    "Each dot is the mean second derivative with respect to two features, or the mean"
                        + " of its absolute value."),
                List.of(new Layer("features", 1, names.size(), 0)),
                names,
                sums.mean(),
                List.of()))
        : Optional.empty();
  }

  /** Returns the chapters in the order of the page. */
  public List<Chapter> all() {
    List<Chapter> chapters = new ArrayList<>();
    if (sums.hasMatrices()) {
      chapters.add(features());
    }
    chapters.add(samples());
    return chapters;
  }

  private Chapter features() {
    List<Integer> order =
        IntStream.range(0, names.size())
            .boxed()
            .sorted(Comparator.comparingDouble(feature -> -sums.size(feature)))
            .toList();
    Csv bars = new Csv("name", "size", "second_derivative", "gradient");
    order.stream()
        .limit(WRITTEN)
        .forEach(
            feature ->
                bars.row(
                    names.get(feature),
                    sums.size(feature),
                    sums.curvature(feature),
                    sums.slope(feature)));
    Table.Builder table =
        new Table.Builder(
            "Features by curvature",
            "Feature",
            "Mean |H| of its row",
            "Mean second derivative",
            "Mean |gradient|");
    order.stream()
        .limit(SHOWN)
        .forEach(
            feature ->
                table.row(
                    names.get(feature),
                    sums.size(feature),
                    sums.curvature(feature),
                    sums.slope(feature)));
    Figure figure =
        new Figure(
            "features",
            "bars",
            "Curvature of each feature",
            "The mean absolute value of the feature's row of the Hessian"
                + (order.size() > SHOWN ? "; the largest %d.".formatted(SHOWN) : "."),
            bars.toString());
    return new Chapter("by-feature", "Features", "", List.of(figure), List.of(table.build()));
  }

  private Chapter samples() {
    List<Figure> figures = new ArrayList<>();
    Table.Builder table =
        new Table.Builder(
            "",
            "Quantity",
            "Negative",
            "Zero",
            "Smallest",
            "Median (approx.)",
            "95 % (approx.)",
            "Largest",
            "Mean");
    Table.Builder ends =
        new Table.Builder("Samples that stand out", "Quantity", "End", "Row", "Value");
    sums.measures()
        .forEach(
            (kind, measure) -> {
              figures.add(figure(kind, measure));
              table.row(row(kind, measure));
              measure.largest().forEach(s -> ends.row(kind.words(), "largest", s.row(), s.value()));
              if (kind == SampleSums.Kind.TRACE) {
                measure
                    .smallest()
                    .forEach(s -> ends.row(kind.words(), "smallest", s.row(), s.value()));
              }
            });
    return new Chapter(
        "by-sample",
        "Samples",
        "Rows are counted from 0 in the order of the data.",
        figures,
        List.of(table.build(), ends.build()));
  }

  private static Object[] row(SampleSums.Kind kind, SampleMeasure measure) {
    return new Object[] {
      kind.words(),
      measure.negative(),
      measure.zero(),
      measure.smallest().get(0).value(),
      measure.quantile(0.5),
      measure.quantile(0.95),
      measure.largest().get(0).value(),
      measure.sum() / measure.count()
    };
  }

  private static Figure figure(SampleSums.Kind kind, SampleMeasure measure) {
    Map<Double, Long> sizes = measure.sizes();
    SignedLogBins bins =
        SignedLogBins.of(sizes.keySet().stream().mapToDouble(Double::doubleValue).toArray());
    long[] counts = new long[bins.count()];
    sizes.forEach((size, count) -> counts[bins.place(size)] += count);
    Csv csv = new Csv("layer", "from", "to", "count");
    for (int bin = 0; bin < counts.length; bin++) {
      if (counts[bin] > 0) {
        csv.row(kind.words(), bins.from(bin), bins.to(bin), counts[bin]);
      }
    }
    return new Figure(
        "samples-" + kind.name().toLowerCase(Locale.ROOT),
        "distributions",
        kind.words(),
        "Distribution over the samples.",
        kind.words().substring(0, 1).toLowerCase(Locale.ROOT) + kind.words().substring(1),
        csv.toString());
  }
}
