package io.sparkhessian.cli;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.Plan;
import java.util.List;
import java.util.stream.Collectors;

/** The line of {@code explain} about the waves of a job that is split by groups of samples. */
final class WaveLine {
  /** Maximum number of waves listed one by one. */
  private static final int MAX_LISTED = 12;

  private WaveLine() {}

  static String of(Plan plan) {
    List<Long> bytes = plan.waves().stream().map(plan::partBytes).toList();
    String each =
        bytes.size() <= MAX_LISTED
            ? bytes.stream().map(Amounts::bytes).collect(Collectors.joining(", "))
            : "from %s to %s"
                .formatted(
                    Amounts.bytes(bytes.stream().min(Long::compare).orElseThrow()),
                    Amounts.bytes(bytes.stream().max(Long::compare).orElseThrow()));
    return "%d, each kept once complete if the run is killed: %s of partial sums"
        .formatted(bytes.size(), each);
  }
}
