package io.sparkhessian.cli;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.ReportFile;
import io.sparkhessian.job.Job;
import io.sparkhessian.quantity.Chosen;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.Numbers;
import io.sparkhessian.run.JobRun;
import java.util.Map;
import java.util.stream.Collectors;

/** The summary that {@code run} prints. */
final class RunSummary {
  private RunSummary() {}

  /**
   * Returns the summary.
   *
   * @param jars the {@code --jars} flag of the session; empty without jars
   */
  static String of(
      LoadedJob loaded, Chosen<?> chosen, JobRun.Outcome outcome, String master, String jars) {
    Job job = loaded.job();
    Manifest manifest = outcome.manifest();
    Lines lines = new Lines();
    lines.title("%s: the %s".formatted(job.name(), headline(chosen, outcome.plan())));
    lines.add("objective", JobDescription.objective(job));
    loaded
        .whyDense()
        .ifPresent(why -> lines.add("features", "sparse features are converted to dense: " + why));
    lines.add(
        "loss",
        "%s, gradient norm %s"
            .formatted(Numbers.precise(manifest.loss()), Numbers.brief(manifest.gradientNorm())));
    for (Line line : outcome.lines()) {
      lines.add(line.label(), line.text());
    }
    outcome.findings().ifPresent(findings -> FindingLines.add(lines, findings));
    lines.add("time", times(manifest.times().seconds()));
    lines.add("computed by", manifest.blas() + ", Spark on " + master);
    lines.add("written to", job.output() + written(manifest));
    outcome.findings().ifPresent(any -> lines.add("report", job.output() + "/" + ReportFile.NAME));
    lines.note("check it with: submit/spark-hessian verify " + job.output() + jars);
    return lines.toString();
  }

  private static String headline(Chosen<?> chosen, Plan plan) {
    return chosen.headline(
        Amounts.counted(plan.parameters(), "parameter"),
        plan.samples() == 0 ? "" : Amounts.counted(plan.samples(), "sample"));
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
}
