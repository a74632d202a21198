package io.sparkhessian.run;

import io.sparkhessian.io.output.Manifest;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The wall time of each phase of a run. */
public final class Phases {
  private final Instant started = Instant.now();
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  /** The work of a phase. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException;
  }

  /** Runs a phase and records its duration. */
  public <T> T time(String phase, Work<T> work) throws IOException {
    long start = System.nanoTime();
    try {
      return work.run();
    } finally {
      seconds.merge(phase, (System.nanoTime() - start) / 1e9, Double::sum);
    }
  }

  /** Returns the seconds of each phase, in the order of their start. */
  public Map<String, Double> seconds() {
    return Collections.unmodifiableMap(seconds);
  }

  /** Returns the start of the run in ISO 8601. */
  public String started() {
    return started.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /**
   * Returns the times so far, in the form of the manifest.
   *
   * @param tasks seconds of each task, by stage
   */
  Manifest.Times times(Map<String, List<Double>> tasks) {
    String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    return new Manifest.Times(started(), now, seconds(), tasks);
  }
}
