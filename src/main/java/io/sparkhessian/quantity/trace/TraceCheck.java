package io.sparkhessian.quantity.trace;

import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.quantity.check.Check;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.quantity.check.FirstOrderCheck;
import io.sparkhessian.quantity.check.Recomputed;
import io.sparkhessian.quantity.check.RelativeError;
import io.sparkhessian.quantity.check.VerificationTasks;
import io.sparkhessian.quantity.products.OperatorChecks;
import io.sparkhessian.quantity.products.OperatorPart;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Checks stored traces with the same random vectors: by recomputation, and from central differences
 * of the gradient. Errors are relative to the size of the matrix if the trace is small by
 * cancellation.
 */
public record TraceCheck(
    TraceComputation job, LoadedJob loaded, OutputDirectory out, Manifest manifest)
    implements Check {
  @Override
  public Findings run(VerificationTasks tasks, int count, Random random) throws IOException {
    OperatorChecks checks = new OperatorChecks(loaded, job.spec().of().matrix(), tasks);
    StoredTrace stored = StoredTrace.read(out);
    boolean sameParts =
        stored.parts().stream()
            .map(StoredTrace.Part::name)
            .toList()
            .equals(job.parts().stream().map(part -> part.block().name()).toList());
    if (!sameParts) {
      throw OperatorChecks.damaged(out.child(StoredTrace.FILE));
    }
    StoredTrace again =
        checks.recompute(
            job.product(),
            job.planner(),
            run -> job.compute(part -> run.of(part, ""), run.dense()));
    StoredTrace differences =
        checks.recompute(
            job.product(), job.planner(), run -> job.compute(checks::operator, run.dense()));
    double floor = 0;
    double curvature = 0;
    for (OperatorPart part : job.parts()) {
      double own = checks.curvature(part, random);
      curvature = Math.max(curvature, own);
      floor = Math.max(floor, own * part.block().size() * FirstOrderCheck.ROUNDING_SHARE);
    }
    List<Recomputed> recomputed = FirstOrderCheck.of(loaded, out, manifest, tasks, curvature);
    recomputed.add(compared("trace", stored, again, floor, StoredTrace.Part::trace));
    recomputed.add(
        compared("standardError", stored, again, floor, StoredTrace.Part::standardError));
    double error =
        RelativeError.of(
            numbers(stored, StoredTrace.Part::trace),
            numbers(differences, StoredTrace.Part::trace),
            floor);
    return Findings.of(
        "traces",
        checks.against(),
        IntStream.range(0, stored.parts().size()).boxed().toList(),
        error,
        recomputed);
  }

  private static Recomputed compared(
      String what,
      StoredTrace stored,
      StoredTrace again,
      double floor,
      ToDoubleFunction<StoredTrace.Part> of) {
    double scale = Math.max(floor, RelativeError.largest(numbers(stored, StoredTrace.Part::trace)));
    return Recomputed.of(what, numbers(stored, of), numbers(again, of), scale);
  }

  private static double[] numbers(StoredTrace trace, ToDoubleFunction<StoredTrace.Part> of) {
    return trace.parts().stream().mapToDouble(of).toArray();
  }
}
