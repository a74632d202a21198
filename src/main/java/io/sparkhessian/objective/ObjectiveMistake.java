package io.sparkhessian.objective;

import io.sparkhessian.Failure;
import io.sparkhessian.graph.TypeException;

/** What an objective's author has to mend, as a failure of the input. */
public final class ObjectiveMistake {
  private ObjectiveMistake() {}

  /** An objective whose graph, or the graph of whose derivatives, makes no sense. */
  public static Failure in(TypeException thrown) {
    return Failure.input(
        "objective: %s; mend the objective's define method".formatted(thrown.getMessage()), thrown);
  }

  /** A method of an objective that threw. */
  static Failure in(String method, RuntimeException thrown) {
    String what = thrown.toString().replaceAll("\\s+", " ");
    return Failure.input(
        "objective: its %s method failed: %s; mend it, --verbose shows where"
            .formatted(method, what),
        thrown);
  }
}
