package io.sparkhessian.job;

import io.sparkhessian.objective.Loss;
import java.util.Map;
import java.util.Optional;

/** Objective of a job: a value of {@code objective.type} with its settings. */
public interface ObjectiveSpec {
  /** Returns the value of {@code objective.type}. */
  String word();

  /** Returns the settings in the keys of a job file, as plain values, every default written out. */
  Map<String, Object> resolved();

  /** Returns a short description of the model for summaries. */
  default String description() {
    return word();
  }

  /** Returns the loss of the model's outputs, and so their distribution, where it is known. */
  default Optional<Loss> loss() {
    return Optional.empty();
  }

  /** Whether the model has parameters of its own, so that {@code parameters} may be left out. */
  default boolean hasParameters() {
    return false;
  }

  /** Whether the objective is a sum over samples in any case. */
  default boolean needsData() {
    return true;
  }

  /** Whether {@code data.label} is required. */
  default boolean needsLabel() {
    return true;
  }

  /** Whether every feature has at least one parameter of its own. */
  default boolean needsFeatures() {
    return true;
  }

  /**
   * Whether adding one number to the last layer's weights of all outputs changes no probability, as
   * in a softmax.
   */
  default boolean freeShifts() {
    return false;
  }

  /** Whether classes can be separated perfectly, so that the loss has no minimum. */
  default boolean canSeparate() {
    return false;
  }

  /** Whether negating all weights of a hidden unit negates its output. */
  default boolean mirrorsUnits() {
    return false;
  }
}
