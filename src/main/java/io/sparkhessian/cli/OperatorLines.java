package io.sparkhessian.cli;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.results.Statistics;
import io.sparkhessian.job.Job;
import io.sparkhessian.quantity.solve.SolveStatistics;
import io.sparkhessian.quantity.spectrum.SpectrumStatistics;
import io.sparkhessian.quantity.spectrum.StoredSpectrum;
import io.sparkhessian.quantity.trace.StoredTrace;
import io.sparkhessian.quantity.trace.TraceStatistics;
import io.sparkhessian.report.diagnosis.Evidence;
import java.util.Arrays;
import java.util.Locale;

/** Says what was computed from an operator. */
final class OperatorLines {
  private OperatorLines() {}

  /** What a job computes, and of which matrix. */
  static String what(Job job) {
    return switch (job.compute()) {
          case HVP -> "products of vectors with the ";
          case TRACE -> "trace of the ";
          case SOLVE -> "solutions with the ";
          default -> "spectrum of the ";
        }
        + job.operator().orElseThrow().matrix();
  }

  static void add(Lines lines, Statistics statistics) {
    if (statistics instanceof SpectrumStatistics spectrum) {
      spectrum.parts().forEach(part -> add(lines, part.name(), part.spectrum()));
    } else if (statistics instanceof TraceStatistics trace) {
      trace.trace().parts().forEach(part -> lines.add(part.name(), trace(part)));
    } else if (statistics instanceof SolveStatistics solve) {
      lines.add(
          "solutions",
          "%s by conjugate gradients; largest residual %s, at most %s"
              .formatted(
                  Amounts.count(solve.count()),
                  brief(solve.largestResidual()),
                  Counted.of(solve.mostIterations(), "iteration")));
    }
  }

  private static void add(Lines lines, String name, StoredSpectrum spectrum) {
    double[] values = spectrum.eigenvalues();
    String where = name;
    if (values.length > 0) {
      lines.add(where, eigenvalues(spectrum, values));
      where = "";
    }
    if (spectrum.hasDensity()) {
      double[] points = spectrum.points();
      lines.add(
          where,
          "density from %s to %s, mean %s"
              .formatted(
                  brief(points[0]),
                  brief(points[points.length - 1]),
                  brief(mean(points, spectrum.weights()))));
    }
  }

  private static String eigenvalues(StoredSpectrum spectrum, double[] values) {
    double residual = Arrays.stream(spectrum.residuals()).max().orElse(0);
    return "%s: %s from %s to %s, %s%s"
        .formatted(
            spectrum.method(),
            Amounts.count(values.length),
            brief(values[0]),
            brief(values[values.length - 1]),
            negative(spectrum),
            spectrum.residuals().length == 0
                ? ""
                : "; largest residual %s, %s"
                    .formatted(brief(residual), Counted.of(spectrum.products(), "product")));
  }

  private static String negative(StoredSpectrum spectrum) {
    double[] values = spectrum.eigenvalues();
    double least = -Evidence.NOTHING * spectrum.magnitude();
    long negative = Arrays.stream(values).filter(value -> value < least).count();
    boolean rounding = negative == 0 && values[0] < 0;
    return negative > 0
        ? Amounts.count(negative) + " negative"
        : rounding ? "none negative but by rounding" : "none negative";
  }

  private static double mean(double[] points, double[] weights) {
    double mean = 0;
    for (int i = 0; i < points.length; i++) {
      mean += points[i] * weights[i];
    }
    return mean;
  }

  private static String trace(StoredTrace.Part part) {
    return "%s, standard error %s, from %s"
        .formatted(
            String.format(Locale.ROOT, "%.10g", part.trace()),
            brief(part.standardError()),
            Counted.of(part.products(), "product"));
  }

  private static String brief(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
