package io.sparkhessian.cli;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.SamplePlan;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.job.Compute;
import io.sparkhessian.job.InputSpec;
import io.sparkhessian.job.Job;
import io.sparkhessian.job.TriangleForm;
import io.sparkhessian.quantity.inputs.InputStatistics;
import java.util.Locale;

/** What is said of derivatives by the inputs. */
final class InputLines {
  private InputLines() {}

  /** The exact Hessian of the loss by 64 features. */
  static String what(LoadedJob loaded) {
    Job job = loaded.job();
    return "exact %s of %s by %s"
        .formatted(
            job.compute() == Compute.INPUT_LAPLACIAN ? "Laplacian" : "Hessian",
            function(job.inputs().orElseThrow()),
            Counted.of(features(loaded), "feature"));
  }

  private static String function(InputSpec spec) {
    return spec.output().isEmpty()
        ? "the loss"
        : "%s %d".formatted(spec.ofClass() ? "class" : "output", spec.output().getAsInt());
  }

  private static int features(LoadedJob loaded) {
    int named = loaded.job().inputs().orElseThrow().columns().size();
    return named == 0 ? loaded.featureNames().size() : named;
  }

  static void add(Lines lines, LoadedJob loaded, Plan plan, InputStatistics statistics) {
    if (loaded.job().compute() == Compute.INPUT_HESSIAN) {
      String edge = Amounts.count(features(loaded));
      boolean full = loaded.job().inputs().orElseThrow().form() == TriangleForm.FULL;
      lines.add(
          "Hessians",
          "%s × %s, %s; largest entry %s"
              .formatted(edge, edge, full ? "in full" : "packed", brief(statistics.largest())));
    }
    lines.add(
        "Laplacian",
        "from %s (sample %d) to %s (sample %d), %s"
            .formatted(
                brief(statistics.smallestLaplacian()),
                statistics.smallestAt(),
                brief(statistics.largestLaplacian()),
                statistics.largestAt(),
                statistics.negative() == 0
                    ? "none negative"
                    : "%s negative".formatted(Amounts.count(statistics.negative()))));
    lines.add(
        "rows",
        "%s, %s in %s"
            .formatted(
                Amounts.count(plan.samples()),
                Amounts.bytes(plan.resultBytes()),
                Counted.of(plan.tasks().size(), "file")));
  }

  /** How the samples are cut into files. */
  static String files(Plan plan) {
    return "%s of %s, a task each, with %s"
        .formatted(
            Counted.of(plan.tasks().size(), "file"),
            Counted.of(plan.tile(), "sample"),
            Amounts.flops(plan.tasks().get(0).flops()));
  }

  /** Where the samples lie. */
  static String data(SamplePlan data) {
    String bytes = Amounts.bytes(data.bytes());
    return data.spread()
        ? "%s in %s of %s, spread over the executors: more than fits a broadcast; a task each group, which writes its files one by one"
            .formatted(
                bytes, Counted.of(data.groups(), "group"), Counted.of(data.groupSize(), "sample"))
        : bytes + ", broadcast";
  }

  private static String brief(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
