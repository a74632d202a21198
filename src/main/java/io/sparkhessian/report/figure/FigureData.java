package io.sparkhessian.report.figure;

import java.util.List;

/** The CSV data of each figure, which its script draws and readers can save. */
public final class FigureData {
  private FigureData() {}

  public static String layers(List<Layer> layers) {
    Csv csv = new Csv("layer", "rows", "columns", "from", "to");
    layers.forEach(
        layer -> csv.row(layer.name(), layer.rows(), layer.columns(), layer.from(), layer.to()));
    return csv.toString();
  }

  public static String names(List<String> names) {
    Csv csv = new Csv("name");
    names.forEach(csv::row);
    return csv.toString();
  }

  static String distributions(Distribution distribution) {
    Csv csv = new Csv("layer", "from", "to", "count");
    SignedLogBins bins = distribution.bins();
    for (LayerNumbers layer : distribution.layers()) {
      for (int bin = 0; bin < layer.counts().length; bin++) {
        if (layer.counts()[bin] > 0) {
          csv.row(layer.layer().name(), bins.from(bin), bins.to(bin), layer.counts()[bin]);
        }
      }
    }
    return csv.toString();
  }

  static String eigenvalues(Spectrum spectrum) {
    boolean residuals = spectrum.residuals().length > 0;
    Csv csv = residuals ? new Csv("rank", "value", "residual") : new Csv("rank", "value");
    for (int i = 0; i < spectrum.values().length; i++) {
      if (residuals) {
        csv.row(i + 1, spectrum.values()[i], spectrum.residuals()[i]);
      } else {
        csv.row(i + 1, spectrum.values()[i]);
      }
    }
    return csv.toString();
  }

  static String density(Spectrum spectrum) {
    Csv csv = new Csv("value", "density");
    for (int i = 0; i < spectrum.density().length; i++) {
      csv.row(spectrum.densityAt()[i], spectrum.density()[i]);
    }
    return csv.toString();
  }
}
