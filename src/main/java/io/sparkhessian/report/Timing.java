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
 * What was planned, and how long it took.
 *
 * @param phases in the order in which they ran
 * @param stages of Spark, in the order in which they ran
 */
public record Timing(List<Entry> plan, List<Phase> phases, List<Stage> stages) {
  public Timing {
    plan = List.copyOf(plan);
    phases = List.copyOf(phases);
    stages = List.copyOf(stages);
  }

  /** The tasks of one name and what each took. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Stage(String name, double[] taskSeconds) {
    /** Of all tasks together. */
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

  /** The time of each phase and stage, and of the tasks of the longest stage. */
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
                        "How many tasks took how long.",
                        taskRows(stage))));
    Table.Builder table =
        new Table.Builder("Stages of Spark", "Stage", "Tasks", "Median, s", "Longest, s", "All, s");
    stages.forEach(stage -> table.row(stage.row()));
    return new Chapter(
        "timing", "Time", "", figures, stages.isEmpty() ? List.of() : List.of(table.build()));
  }

  /** The stage whose tasks took longest together, if there is any. */
  Optional<Stage> longest() {
    return stages.stream().max(Comparator.comparingDouble(Stage::seconds));
  }

  /** A part of the run and its wall time. */
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
