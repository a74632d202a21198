package io.sparkhessian.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the template of the page names, made of a report's data. */
final class PageModel {
  private PageModel() {}

  /** A figure's place on the page: its id, what it shows, and its data. */
  record Figure(String id, String kind, String title, String caption, String csv) {}

  static Map<String, Object> of(ReportData data) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("report", data);
    model.put("hasChecks", !data.checks().isEmpty());
    model.put("layers", FigureData.layers(data.layers()));
    model.put("heatmap", data.heatmap().map(HeatmapModel::of).orElse(null));
    model.put("diagonal", data.diagonal().map(PageModel::diagonal).orElse(null));
    model.put("spectrum", data.spectrum().map(PageModel::spectrum).orElse(null));
    model.put("comparisons", comparisons(data.comparisons()));
    model.put("timing", timing(data.timing()));
    return model;
  }

  private static Map<String, Object> diagonal(DiagonalSummary diagonal) {
    DiagonalSummary.Words words = diagonal.words();
    Figure figure =
        new Figure(
            "diagonal",
            "diagonal",
            "%s, %s by %s".formatted(words.many(), lower(words.layer()), lower(words.layer())),
            "How many there are of which size. Orange is negative.",
            FigureData.diagonal(diagonal));
    return Map.of(
        "words",
        words,
        "figure",
        figure,
        "rows",
        diagonal.layers().stream().map(PageModel::diagonalRow).toList(),
        "extremes",
        diagonal.extremes().stream()
            .map(
                extreme ->
                    Map.of(
                        "index",
                        Shown.of((long) extreme.index()),
                        "name",
                        extreme.name(),
                        "value",
                        Shown.of(extreme.value())))
            .toList());
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> diagonalRow(LayerDiagonal row) {
    List<Shown> numbers =
        List.of(
            Shown.of((long) row.layer().size()),
            Shown.of((long) row.negative()),
            Shown.of((long) row.zero()),
            Shown.of(row.smallest()),
            Shown.of(row.low()),
            Shown.of(row.median()),
            Shown.of(row.high()),
            Shown.of(row.largest()),
            Shown.of(row.sum()));
    return Map.of("name", row.layer().name(), "numbers", numbers);
  }

  private static Map<String, Object> spectrum(Spectrum spectrum) {
    List<Figure> figures = new ArrayList<>();
    if (spectrum.values().length > 0) {
      figures.add(
          new Figure(
              "eigenvalues",
              "eigenvalues",
              "Eigenvalues by rank",
              "From the smallest to the largest. Orange ones are negative.",
              FigureData.eigenvalues(spectrum)));
    }
    if (spectrum.density().length > 0) {
      figures.add(
          new Figure(
              "density",
              "density",
              "Density of the spectrum",
              "How large a share of the eigenvalues lies in a decade. Both axes are logarithmic;"
                  + " what is left of zero is negative.",
              FigureData.density(spectrum)));
    }
    return Map.of("method", spectrum.method(), "figures", figures);
  }

  private static List<Map<String, Object>> comparisons(List<Comparison> comparisons) {
    List<Map<String, Object>> models = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      Figure figure =
          new Figure(
              "comparison-" + models.size(),
              "scatter",
              comparison.name() + " against exact",
              "Each dot is a parameter. On the line the two agree.",
              FigureData.scatter(comparison));
      models.add(Map.of("figure", figure, "rows", agreements(comparison)));
    }
    return models;
  }

  private static List<Map<String, Object>> agreements(Comparison comparison) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Comparison.Agreement layer : comparison.layers()) {
      List<Shown> numbers =
          List.of(
              Shown.of(layer.error()),
              Shown.of(layer.correlation()),
              Shown.of(layer.rankAgreement()));
      rows.add(Map.of("name", layer.layer(), "numbers", numbers));
    }
    return rows;
  }

  private static Map<String, Object> timing(Timing timing) {
    List<Figure> figures = new ArrayList<>();
    if (!timing.phases().isEmpty()) {
      figures.add(
          new Figure("phases", "bars", "Time per phase", "Seconds.", FigureData.phases(timing)));
    }
    timing
        .longest()
        .ifPresent(
            stage ->
                figures.add(
                    new Figure(
                        "tasks",
                        "histogram",
                        "Time per task of the stage “%s”".formatted(stage.name()),
                        "How many tasks took how long.",
                        FigureData.tasks(stage))));
    return Map.of(
        "plan",
        timing.plan(),
        "figures",
        figures,
        "hasStages",
        !timing.stages().isEmpty(),
        "stages",
        timing.stages().stream().map(PageModel::stage).toList());
  }

  private static Map<String, Object> stage(Timing.Stage stage) {
    double[] sorted = stage.taskSeconds().clone();
    Arrays.sort(sorted);
    List<Shown> numbers =
        List.of(
            Shown.of((long) sorted.length),
            Shown.of(sorted[sorted.length / 2]),
            Shown.of(sorted[sorted.length - 1]),
            Shown.of(stage.seconds()));
    return Map.of("name", stage.name(), "numbers", numbers);
  }
}
