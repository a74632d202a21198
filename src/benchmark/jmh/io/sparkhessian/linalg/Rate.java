package io.sparkhessian.linalg;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Billions of operations, or of numbers that are made: JMH prints them a second. */
@AuxCounters
@State(Scope.Thread)
public class Rate {
  public double giga;

  public void add(double operations) {
    giga += operations / 1e9;
  }
}
