package io.sparkhessian.report;

import java.util.List;

/**
 * What was planned, and how long it took.
 *
 * @param phases in the order in which they ran
 * @param taskSeconds of each task, or none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Timing(List<Entry> plan, List<Phase> phases, double[] taskSeconds) {
  public Timing {
    plan = List.copyOf(plan);
    phases = List.copyOf(phases);
  }

  /** A part of the run and its wall time. */
  public record Phase(String name, double seconds) {}
}
