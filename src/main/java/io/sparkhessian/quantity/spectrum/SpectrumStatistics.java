package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.Numbers;
import io.sparkhessian.report.diagnosis.Evidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Statistics of spectra: the whole matrix, then its blocks. */
public record SpectrumStatistics(List<Part> parts) {
  public SpectrumStatistics {
    parts = List.copyOf(parts);
  }

  /**
   * Spectrum of a part.
   *
   * @param name "all", or the name of the block
   */
  public record Part(String name, StoredSpectrum spectrum) {}

  /** Returns the lines of the summary. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    parts.forEach(part -> add(lines, part.name(), part.spectrum()));
    return lines;
  }

  private static void add(List<Line> lines, String name, StoredSpectrum spectrum) {
    double[] values = spectrum.eigenvalues();
    String where = name;
    if (values.length > 0) {
      lines.add(new Line(where, eigenvalues(spectrum, values)));
      where = "";
    }
    if (spectrum.hasDensity()) {
      double[] points = spectrum.points();
      lines.add(
          new Line(
              where,
              "density from %s to %s, mean %s"
                  .formatted(
                      Numbers.brief(points[0]),
                      Numbers.brief(points[points.length - 1]),
                      Numbers.brief(spectrum.mean()))));
    }
  }

  private static String eigenvalues(StoredSpectrum spectrum, double[] values) {
    double residual = Arrays.stream(spectrum.residuals()).max().orElse(0);
    return "%s: %s from %s to %s, %s%s"
        .formatted(
            spectrum.method(),
            Amounts.count(values.length),
            Numbers.brief(values[0]),
            Numbers.brief(values[values.length - 1]),
            negative(spectrum),
            spectrum.residuals().length == 0
                ? ""
                : "; largest residual %s, %s"
                    .formatted(
                        Numbers.brief(residual), Amounts.counted(spectrum.products(), "product")));
  }

  private static String negative(StoredSpectrum spectrum) {
    double[] values = spectrum.eigenvalues();
    double least = -Evidence.NEGLIGIBLE * spectrum.magnitude();
    long negative = Arrays.stream(values).filter(value -> value < least).count();
    boolean rounding = negative == 0 && values[0] < 0;
    return Numbers.negative(negative) + (rounding ? " beyond rounding" : "");
  }
}
