package io.sparkhessian.benchmark;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** How PyTorch is started. */
enum Tuning {
  PLAIN("as it comes", 0),
  TUNED1("tuned, 1 thread", 1),
  TUNED2("tuned, 2 threads", 2);

  private final String text;
  private final int threads;

  Tuning(String text, int threads) {
    this.text = text;
    this.threads = threads;
  }

  /** Reads {@code plain}, {@code tuned1} or {@code tuned2}. */
  static Tuning parse(String name) {
    return Arrays.stream(values())
        .filter(each -> each.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(name + " is none of plain, tuned1, tuned2"));
  }

  /** What takes away the page faults that slow PyTorch down, and sets its threads. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    if (this != PLAIN) {
      environment.put("MALLOC_MMAP_THRESHOLD_", "1073741824");
      environment.put("MALLOC_TRIM_THRESHOLD_", "8589934592");
      environment.put("MALLOC_TOP_PAD_", "67108864");
      environment.put("MALLOC_ARENA_MAX", "1");
      environment.put("OMP_NUM_THREADS", String.valueOf(threads));
      environment.put("OPENBLAS_NUM_THREADS", String.valueOf(threads));
    }
    return environment;
  }

  @Override
  public String toString() {
    return text;
  }
}
