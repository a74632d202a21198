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

  /** What a phase does. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException;
  }

  /** Runs a phase and keeps how long it took. */
  public <T> T time(String phase, Work<T> work) throws IOException {
    long start = System.nanoTime();
    try {
      return work.run();
    } finally {
      seconds.merge(phase, (System.nanoTime() - start) / 1e9, Double::sum);
    }
  }

  /** Seconds by phase, in the order in which they began. */
  public Map<String, Double> seconds() {
    return Collections.unmodifiableMap(seconds);
  }

  /** When the first phase could begin, ISO 8601. */
  public String started() {
    return started.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /**
   * Returns the times so far, as a manifest has them.
   *
   * @param tasks seconds of the tasks of each stage
   */
  Manifest.Times times(Map<String, List<Double>> tasks) {
    String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    return new Manifest.Times(started(), now, seconds(), tasks);
  }
}
