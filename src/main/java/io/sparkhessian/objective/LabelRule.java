package io.sparkhessian.objective;

import java.io.Serializable;
import java.util.Optional;

/**
 * What an objective's labels may be.
 *
 * @param classes how many classes there are, for {@link Kind#CLASSES}; otherwise 0
 */
public record LabelRule(Kind kind, int classes) implements Serializable {

  /** The kinds of labels. */
  public enum Kind {
    /** There is no label. */
    NONE,
    /** Any finite number. */
    REAL,
    /** 0 or 1. */
    BINARY,
    /** A finite number that is not negative. */
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

  /** What is wrong with this label, to follow its value in a sentence; empty when nothing is. */
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
