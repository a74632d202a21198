package io.sparkhessian.report;

import io.sparkhessian.report.figure.Chapter;
import io.sparkhessian.report.figure.Csv;
import io.sparkhessian.report.figure.Entry;
import io.sparkhessian.report.figure.Figure;
import io.sparkhessian.report.figure.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The plan of a run and its times.
 *
 * @param phases in execution order
 * @param stages of Spark, in execution order
 */
public record Timing(List<Entry> plan, List<Phase> phases, List<Stage> stages) {
  public Timing {
    plan = List.copyOf(plan);
    phases = List.copyOf(phases);
    stages = List.copyOf(stages);
  }

  /** Tasks of the same name, with the time of each. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Stage(String name, double[] taskSeconds) {
    /** Total time of all tasks. */
    double seconds() {
      return Arrays.stream(taskSeconds).sum();
    }

    private Object[] row() {
      double[] sorted = taskSeconds.clone();
      Arrays.sort(sorted);
      double median = sorted[sorted.length / 2];
      return new Object[] {name, sorted.length, median, sorted[sorted.length - 1], seconds()};
    }
  }

  /** The chapter with the times of phases, stages, and the tasks of the longest stage. */
  Chapter chapter() {
    List<Figure> figures = new ArrayList<>();
    if (!phases.isEmpty()) {
      figures.add(new Figure("phases", "bars", "Time per phase", "Seconds.", phaseRows()));
    }
    longest()
        .ifPresent(
            stage ->
                figures.add(
                    new Figure(
                        "tasks",
                        "histogram",
                        "Time per task of the stage “%s”".formatted(stage.name()),
                        "Number of tasks by time.",
                        taskRows(stage))));
    Table.Builder table =
        new Table.Builder("Spark stages", "Stage", "Tasks", "Median, s", "Longest, s", "Total, s");
    stages.forEach(stage -> table.row(stage.row()));
    return new Chapter(
        "timing", "Time", "", figures, stages.isEmpty() ? List.of() : List.of(table.build()));
  }

  /** The stage with the largest total time, if any. */
  Optional<Stage> longest() {
    return stages.stream().max(Comparator.comparingDouble(Stage::seconds));
  }

  /** A phase of the run and its wall time. */
  public record Phase(String name, double seconds) {}

  private String phaseRows() {
    Csv csv = new Csv("phase", "seconds");
    phases.forEach(phase -> csv.row(phase.name(), phase.seconds()));
    return csv.toString();
  }

  private static String taskRows(Stage stage) {
    Csv csv = new Csv("task", "seconds");
    for (int i = 0; i < stage.taskSeconds().length; i++) {
      csv.row(i + 1, stage.taskSeconds()[i]);
    }
    return csv.toString();
  }
}
