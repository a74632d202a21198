package io.sparkhessian.io.samples;

import java.io.Serializable;

/** The samples from {@code from} to {@code to − 1}. */
public record SampleRange(int from, int to) implements Serializable {
  public int count() {
    return to - from;
  }

  @Override
  public String toString() {
    return "samples %d to %d".formatted(from, to - 1);
  }
}
