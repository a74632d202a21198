package io.sparkhessian.report;

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
  }

  /** The stage whose tasks took longest together, if there is any. */
  Optional<Stage> longest() {
    return stages.stream().max(Comparator.comparingDouble(Stage::seconds));
  }

  /** A part of the run and its wall time. */
  public record Phase(String name, double seconds) {}
}
