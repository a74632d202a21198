package io.sparkhessian.cli;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.SamplePlan;

/** The line of {@code explain} about the placement of the samples. */
final class SampleLines {
  private SampleLines() {}

  static String of(Plan plan) {
    SamplePlan data = plan.data();
    if (data.count() == 0) {
      return "none";
    }
    String bytes = Amounts.bytes(data.bytes());
    String groups = Amounts.counted(data.groups(), "group");
    boolean shuffles = plan.partBytes() > 0;
    String parts = Amounts.bytes(plan.partBytes());
    if (data.partitioned()) {
      String each = Amounts.counted(data.groupSize(), "sample");
      return "%s in %s of %s, partitioned over the executors (too large to broadcast); %s"
          .formatted(
              bytes,
              groups,
              each,
              shuffles
                  ? parts + " of partial sums shuffled"
                  : "one task per group writes the files");
    }
    return shuffles
        ? "%s, broadcast; partitioned into %s they would shuffle %s of partial sums"
            .formatted(bytes, groups, parts)
        : bytes + ", broadcast";
  }
}
