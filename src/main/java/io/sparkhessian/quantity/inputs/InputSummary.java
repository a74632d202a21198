package io.sparkhessian.quantity.inputs;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.Numbers;
import java.util.ArrayList;
import java.util.List;

/** Lines of the summary about derivatives with respect to the features. */
record InputSummary(InputComputation computation, InputStatistics statistics) {
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    InputSpec spec = computation.spec();
    if (!spec.isLaplacian()) {
      String edge = Amounts.count(computation.names().size());
      String form = spec.form() == TriangleForm.FULL ? "in full" : "packed";
      String largest = Numbers.brief(statistics.largest());
      lines.add(
          new Line(
              "Hessians", "%s × %s, %s; largest entry %s".formatted(edge, edge, form, largest)));
    }
    lines.add(new Line("Laplacian", laplacians()));
    Plan plan = computation.plan();
    lines.add(
        new Line(
            "rows",
            "%s, %s in %s"
                .formatted(
                    Amounts.count(plan.samples()),
                    Amounts.bytes(plan.resultBytes()),
                    Amounts.counted(plan.tasks().size(), "file"))));
    return lines;
  }

  private String laplacians() {
    return "from %s (sample %d) to %s (sample %d), %s"
        .formatted(
            Numbers.brief(statistics.smallestLaplacian()),
            statistics.smallestAt(),
            Numbers.brief(statistics.largestLaplacian()),
            statistics.largestAt(),
            Numbers.negative(statistics.negative()));
  }
}
