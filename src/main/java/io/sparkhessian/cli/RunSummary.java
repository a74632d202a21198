package io.sparkhessian.cli;

import io.sparkhessian.io.Manifest;
import io.sparkhessian.job.Compute;
import io.sparkhessian.job.Job;
import io.sparkhessian.spark.plan.Amounts;
import io.sparkhessian.spark.plan.Plan;
import io.sparkhessian.spark.run.JobRun;
import io.sparkhessian.spark.run.LoadedJob;
import io.sparkhessian.spark.run.Statistics;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run prints at its end. */
final class RunSummary {
  private RunSummary() {}

  static String of(LoadedJob loaded, JobRun.Outcome outcome, String master) {
    Job job = loaded.job();
    Manifest manifest = outcome.manifest();
    Plan plan = outcome.plan();
    boolean whole = job.compute() == Compute.HESSIAN;
    Lines lines = new Lines();
    lines.title(
        "%s: the exact %s of %s%s"
            .formatted(
                job.name(),
                whole ? "Hessian" : "diagonal of the Hessian",
                Counted.of(plan.parameters(), "parameter"),
                plan.samples() == 0 ? "" : " over " + Counted.of(plan.samples(), "sample")));
    lines.add("objective", JobDescription.objective(job));
    lines.add(
        "loss",
        "%s, gradient norm %s".formatted(number(manifest.loss()), brief(manifest.gradientNorm())));
    if (whole) {
      lines.add("Hessian", hessian(plan, outcome.statistics()));
    }
    lines.add("diagonal", diagonal(outcome.statistics()));
    lines.add("time", times(manifest.times().seconds()));
    lines.add("computed by", manifest.blas() + ", Spark on " + master);
    lines.add("written to", job.output() + written(manifest));
    lines.note("check it with: submit/spark-hessian verify " + job.output());
    return lines.toString();
  }

  private static String hessian(Plan plan, Statistics statistics) {
    return "%s × %s, %s of edge %d in %s, %s; largest entry %s"
        .formatted(
            Amounts.count(plan.parameters()),
            Amounts.count(plan.parameters()),
            Counted.of(plan.tiles(), "tile"),
            plan.tile(),
            Counted.of(plan.tasks().size(), "block row"),
            Amounts.bytes(plan.resultBytes()),
            brief(statistics.largest()));
  }

  private static String diagonal(Statistics statistics) {
    return "from %s to %s, trace %s, %s"
        .formatted(
            brief(statistics.smallestDiagonal()),
            brief(statistics.largestDiagonal()),
            number(statistics.trace()),
            statistics.negative() == 0
                ? "none negative"
                : Amounts.count(statistics.negative()) + " negative");
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
