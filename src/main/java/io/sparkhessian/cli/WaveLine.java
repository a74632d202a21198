package io.sparkhessian.cli;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.Plan;
import java.util.List;
import java.util.stream.Collectors;

/** In what waves a job is computed whose tasks are groups of samples. */
final class WaveLine {
  /** Waves that are named one by one. */
  private static final int MOST = 12;

  private WaveLine() {}

  static String of(Plan plan) {
    List<Long> bytes = plan.waves().stream().map(plan::partBytes).toList();
    String each =
        bytes.size() <= MOST
            ? bytes.stream().map(Amounts::bytes).collect(Collectors.joining(", "))
            : "from %s to %s"
                .formatted(
                    Amounts.bytes(bytes.stream().min(Long::compare).orElseThrow()),
                    Amounts.bytes(bytes.stream().max(Long::compare).orElseThrow()));
    return "%d, of each of which a killed run keeps all once it is there: %s of parts"
        .formatted(bytes.size(), each);
  }
}
