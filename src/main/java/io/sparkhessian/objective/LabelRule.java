package io.sparkhessian.objective;

import java.io.Serializable;
import java.util.Optional;

/**
 * Constraint on the labels of an objective.
 *
 * @param classes number of classes K for {@link Kind#CLASSES}; otherwise 0
 */
public record LabelRule(Kind kind, int classes) implements Serializable {

  /** Kind of labels. */
  public enum Kind {
    /** No label. */
    NONE,
    /** Any finite number. */
    REAL,
    /** 0 or 1. */
    BINARY,
    /** Any finite number ≥ 0. */
    NON_NEGATIVE,
    /** A whole number from 0 to K − 1. */
    CLASSES
  }

  public static LabelRule none() {
    return new LabelRule(Kind.NONE, 0);
  }

  public static LabelRule real() {
    return new LabelRule(Kind.REAL, 0);
  }

  public static LabelRule binary() {
    return new LabelRule(Kind.BINARY, 0);
  }

  public static LabelRule nonNegative() {
    return new LabelRule(Kind.NON_NEGATIVE, 0);
  }

  public static LabelRule classes(int count) {
    return new LabelRule(Kind.CLASSES, count);
  }

  /** Returns the violation, which follows the label in a sentence; empty for a valid label. */
  public Optional<String> violation(double label) {
    if (!Double.isFinite(label)) {
      return Optional.of("is not a finite number");
    }
    return switch (kind) {
      case NONE, REAL -> Optional.empty();
      case BINARY -> unless(label == 0 || label == 1, "is not 0 or 1");
      case NON_NEGATIVE -> unless(label >= 0, "is negative");
      case CLASSES ->
          unless(
              label >= 0 && label < classes && label == Math.rint(label),
              "is not one of the classes 0 to " + (classes - 1));
    };
  }

  private static Optional<String> unless(boolean fine, String message) {
    return fine ? Optional.empty() : Optional.of(message);
  }
}
