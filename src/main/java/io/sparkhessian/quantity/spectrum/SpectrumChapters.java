package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.report.figure.Chapter;
import io.sparkhessian.report.figure.Csv;
import io.sparkhessian.report.figure.Figure;
import io.sparkhessian.report.figure.NumberFormat;
import io.sparkhessian.report.figure.SignedLogBins;
import io.sparkhessian.report.figure.Spectrum;
import io.sparkhessian.report.figure.Table;
import io.sparkhessian.report.figure.VectorShares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.lang3.StringUtils;

/**
 * Report chapters of spectra.
 *
 * @param parts the whole matrix, then its blocks
 * @param vectors shares by layer of the stored eigenvectors of the whole matrix; may be empty
 */
public record SpectrumChapters(List<SpectrumPart> parts, VectorShares vectors) {
  public SpectrumChapters {
    parts = List.copyOf(parts);
  }

  private StoredSpectrum whole() {
    return parts.get(0).spectrum();
  }

  /** Returns the chapters in the order of the page. */
  public List<Chapter> all() {
    List<Chapter> chapters = new ArrayList<>();
    chapters.add(curves());
    if (whole().paired().length > 0) {
      chapters.add(pairs());
    }
    if (parts.size() > 1) {
      chapters.add(blocks());
    }
    return chapters;
  }

  private Chapter curves() {
    StoredSpectrum whole = whole();
    double[] points = whole.points();
    double[] weights = whole.weights();
    if (!whole.hasDensity() && parts.get(0).isWhole()) {
      points = whole.eigenvalues();
      weights = new double[points.length];
      Arrays.fill(weights, 1.0 / weights.length);
    }
    return Spectrum.of(method(), whole.eigenvalues(), new double[0], points, weights).chapter();
  }

  private String method() {
    StoredSpectrum whole = whole();
    List<String> words = new ArrayList<>();
    if (!whole.method().isEmpty()) {
      words.add(
          "%s: %s of %s."
              .formatted(
                  StringUtils.capitalize(whole.method()),
                  NumberFormat.text((long) whole.eigenvalues().length),
                  NumberFormat.text((long) whole.size())));
    }
    if (whole.hasDensity()) {
      words.add(
          "The density is estimated by stochastic Lanczos quadrature with %s points."
              .formatted(NumberFormat.text((long) whole.points().length)));
    }
    if (whole.products() > 0) {
      words.add(
          "The computation took %s matrix-vector products."
              .formatted(NumberFormat.text((long) whole.products())));
    }
    return String.join(" ", words);
  }

  /** Returns the chapter of the eigenpairs. */
  private Chapter pairs() {
    StoredSpectrum whole = whole();
    boolean placed = vectors.count() == whole.paired().length;
    Csv residuals = new Csv("number", "value", "residual");
    Table.Builder table =
        placed
            ? new Table.Builder(
                "Eigenpairs", "Number", "Eigenvalue", "Residual", "Main layer", "Share")
            : new Table.Builder("Eigenpairs", "Number", "Eigenvalue", "Residual");
    for (int k = 0; k < whole.paired().length; k++) {
      int number = whole.paired()[k] + 1;
      double value = whole.eigenvalues()[number - 1];
      double residual = whole.residuals()[k];
      residuals.row(number, value, residual);
      if (placed) {
        table.row(number, value, residual, vectors.main(k).name(), vectors.mainShare(k));
      } else {
        table.row(number, value, residual);
      }
    }
    List<Figure> figures = new ArrayList<>();
    if (placed) {
      figures.add(vectors.figure("Share of each layer in the eigenvectors"));
    }
    figures.add(
        new Figure(
            "residuals",
            "residuals",
            "Residuals",
            "Relative residual ‖Hv − λv‖ / |λ|max of each eigenpair.",
            residuals.toString()));
    return new Chapter("pairs", "Eigenvectors", "", figures, List.of(table.build()));
  }

  private Chapter blocks() {
    SignedLogBins bins =
        SignedLogBins.of(parts.stream().flatMapToDouble(p -> Arrays.stream(p.values())).toArray());
    Csv csv = new Csv("layer", "from", "to", "count");
    Table.Builder table =
        new Table.Builder("", "Block", "Rows", "Known", "Negative", "Smallest", "Largest", "Sum");
    for (SpectrumPart part : parts) {
      double[] counts = new double[bins.count()];
      double known = 0;
      for (int i = 0; i < part.values().length; i++) {
        counts[bins.place(part.values()[i])] += part.counts()[i];
        known += part.counts()[i];
      }
      for (int bin = 0; bin < counts.length; bin++) {
        if (counts[bin] > 0) {
          csv.row(part.name(), bins.from(bin), bins.to(bin), counts[bin]);
        }
      }
      table.row(
          part.name(),
          part.spectrum().size(),
          Math.rint(known) == known ? (Object) Math.round(known) : (Object) known,
          part.negative(),
          part.smallest(),
          part.largest(),
          part.trace());
    }
    Figure figure =
        new Figure(
            "blocks",
            "distributions",
            "Eigenvalues by block",
            "Histogram of the eigenvalues of each block, scaled to its own maximum. Negative values are orange.",
            "eigenvalue",
            csv.toString());
    return new Chapter("blocks", "The blocks", "", List.of(figure), List.of(table.build()));
  }
}
