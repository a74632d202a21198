package io.sparkhessian.cli;

import io.sparkhessian.curvature.DiagonalComparison;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.ReportFile;
import io.sparkhessian.job.Compute;
import io.sparkhessian.job.Job;
import io.sparkhessian.quantity.diagonal.ApproximationStatistics;
import io.sparkhessian.quantity.diagonal.MatrixStatistics;
import io.sparkhessian.quantity.inputs.InputStatistics;
import io.sparkhessian.quantity.products.ProductStatistics;
import io.sparkhessian.run.JobRun;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What a run prints at its end. */
final class RunSummary {
  private RunSummary() {}

  /**
   * @param jars those that the session was started with, as a flag
   */
  static String of(LoadedJob loaded, JobRun.Outcome outcome, String master, String jars) {
    Job job = loaded.job();
    Manifest manifest = outcome.manifest();
    Plan plan = outcome.plan();
    Lines lines = new Lines();
    lines.title(job.name() + ": the " + title(loaded, plan));
    lines.add("objective", JobDescription.objective(job));
    loaded.whyDense().ifPresent(why -> lines.add("features", "sparse ones are made dense: " + why));
    lines.add(
        "loss",
        "%s, gradient norm %s".formatted(number(manifest.loss()), brief(manifest.gradientNorm())));
    if (outcome.statistics() instanceof MatrixStatistics matrix) {
      if (job.computesMatrix()) {
        lines.add(job.compute() == Compute.HESSIAN ? "Hessian" : "matrix", hessian(plan, matrix));
      } else if (job.computesBlocks()) {
        lines.add("blocks", blocks(plan, matrix));
      }
      lines.add("diagonal", diagonal(matrix));
    } else if (outcome.statistics() instanceof ApproximationStatistics approximate) {
      lines.add("diagonal", diagonal(approximate.diagonal()));
      approximate.compared().forEach(part -> lines.add(part.name(), compared(part)));
    } else if (outcome.statistics() instanceof ProductStatistics products) {
      add(lines, plan, products);
    } else {
      OperatorLines.add(lines, outcome.statistics());
    }
    if (outcome.statistics() instanceof InputStatistics inputs) {
      InputLines.add(lines, loaded, plan, inputs);
    }
    outcome.findings().ifPresent(findings -> FindingLines.add(lines, findings));
    lines.add("time", times(manifest.times().seconds()));
    lines.add("computed by", manifest.blas() + ", Spark on " + master);
    lines.add("written to", job.output() + written(manifest));
    outcome.findings().ifPresent(any -> lines.add("report", job.output() + "/" + ReportFile.NAME));
    lines.note("check it with: submit/spark-hessian verify " + job.output() + jars);
    return lines.toString();
  }

  private static String title(LoadedJob loaded, Plan plan) {
    String samples = Counted.of(plan.samples(), "sample");
    return loaded.job().compute().byInputs()
        ? "%s, for each of %s".formatted(InputLines.what(loaded), samples)
        : "%s of %s%s"
            .formatted(
                what(loaded.job(), plan),
                Counted.of(plan.parameters(), "parameter"),
                plan.samples() == 0 ? "" : " over " + samples);
  }

  private static String what(Job job, Plan plan) {
    return switch (job.compute()) {
      case GAUSS_NEWTON -> "%sgeneralised Gauss-Newton matrix".formatted(part(job));
      case FISHER ->
          "%s%s Fisher matrix"
              .formatted(
                  part(job), job.curvature().orElseThrow().empirical() ? "empirical" : "true");
      case DIAGONAL -> "exact diagonal of the Hessian";
      case BLOCKS -> "exact diagonal blocks of the Hessian";
      case BECKER_LECUN -> "Becker-Le Cun approximation to the diagonal of the Hessian";
      case HESSCALE -> "HesScale approximation to the diagonal of the Hessian";
      case HUTCHINSON ->
          "estimate from %s of the diagonal of the Hessian"
              .formatted(Counted.of(plan.rows(), "random vector"));
      case SPECTRUM, TRACE, SOLVE -> OperatorLines.what(job);
      case HVP ->
          "exact products of %s with the %s"
              .formatted(Counted.of(plan.rows(), "vector"), job.operator().orElseThrow().matrix());
      default -> "exact Hessian";
    };
  }

  private static String part(Job job) {
    return switch (job.curvature().orElseThrow().form()) {
      case MATRIX -> "";
      case BLOCKS -> "diagonal blocks of the ";
      case DIAGONAL -> "diagonal of the ";
    };
  }

  private static String compared(DiagonalComparison part) {
    return "beside the exact: error %s, correlation %s, of ranks %s, signs %.1f %% equal"
        .formatted(
            share(part.relativeError()),
            share(part.correlation()),
            share(part.rankCorrelation()),
            100 * part.signAgreement());
  }

  private static String share(OptionalDouble number) {
    return number.isPresent() ? brief(number.getAsDouble()) : "none";
  }

  private static void add(Lines lines, Plan plan, ProductStatistics products) {
    lines.add(
        "products",
        "%s × %s, %s; largest entry %s"
            .formatted(
                Amounts.count(plan.rows()),
                Amounts.count(plan.parameters()),
                Amounts.bytes(plan.resultBytes()),
                brief(products.largest())));
    if (products.hasCurvature()) {
      lines.add(
          "curvature",
          "vᵀHv / vᵀv from %s to %s, %s"
              .formatted(
                  brief(products.smallestCurvature()),
                  brief(products.largestCurvature()),
                  negative(products.negative())));
    }
  }

  private static String negative(long count) {
    return count == 0 ? "none negative" : Amounts.count(count) + " negative";
  }

  private static String hessian(Plan plan, MatrixStatistics statistics) {
    return "%s × %s, %s of edge %d in %s, %s; largest entry %s"
        .formatted(
            Amounts.count(plan.parameters()),
            Amounts.count(plan.parameters()),
            Counted.of(plan.tiles(), "tile"),
            plan.tile(),
            Counted.of(plan.tasks().size(), plan.piece()),
            Amounts.bytes(plan.resultBytes()),
            brief(statistics.largest()));
  }

  private static String blocks(Plan plan, MatrixStatistics statistics) {
    DiagonalBlock largest =
        plan.matrices().stream().max(Comparator.comparingInt(DiagonalBlock::size)).orElseThrow();
    return "%d, the largest %s, %s × %s; %s of edge %d, %s; largest entry %s"
        .formatted(
            plan.matrices().size(),
            largest.name(),
            Amounts.count(largest.size()),
            Amounts.count(largest.size()),
            Counted.of(plan.tiles(), "tile"),
            plan.tile(),
            Amounts.bytes(plan.resultBytes()),
            brief(statistics.largest()));
  }

  private static String diagonal(MatrixStatistics statistics) {
    return "from %s to %s, trace %s, %s"
        .formatted(
            brief(statistics.smallestDiagonal()),
            brief(statistics.largestDiagonal()),
            number(statistics.trace()),
            negative(statistics.negative()));
  }

  private static String times(Map<String, Double> seconds) {
    double total = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    String phases =
        seconds.entrySet().stream()
            .map(phase -> phase.getKey() + " " + Amounts.duration(phase.getValue()))
            .collect(Collectors.joining(", "));
    return "%s (%s)".formatted(Amounts.duration(total), phases);
  }

  private static String written(Manifest manifest) {
    String files =
        manifest.files().stream()
            .map(
                file ->
                    file.path().contains("/") ? file.path().replaceAll("/.*", "/") : file.path())
            .distinct()
            .collect(Collectors.joining(", "));
    return ": manifest.json, " + files;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.10g", value);
  }

  private static String brief(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
