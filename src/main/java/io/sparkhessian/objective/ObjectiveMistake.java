package io.sparkhessian.objective;

import io.sparkhessian.Failure;
import io.sparkhessian.graph.TypeException;

/** Input failures caused by mistakes in a user-defined objective. */
public final class ObjectiveMistake {
  private ObjectiveMistake() {}

  /** Returns the failure of an objective whose graph or derivative is ill-typed. */
  public static Failure in(TypeException thrown) {
    return Failure.input(
        "objective: %s; mend the objective's define method".formatted(thrown.getMessage()), thrown);
  }

  /** Returns the failure of an objective's method that threw an exception. */
  static Failure in(String method, RuntimeException thrown) {
    String what = thrown.toString().replaceAll("\\s+", " ");
    return Failure.input(
        "objective: its %s method failed: %s; mend it, --verbose shows where"
            .formatted(method, what),
        thrown);
  }
}
