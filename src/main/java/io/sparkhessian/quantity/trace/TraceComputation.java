package io.sparkhessian.quantity.trace;

import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.spectral.LinearOperator;
import io.sparkhessian.curvature.spectral.TraceEstimate;
import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.quantity.Line;
import io.sparkhessian.quantity.Numbers;
import io.sparkhessian.quantity.check.Check;
import io.sparkhessian.quantity.products.OperatorComputation;
import io.sparkhessian.quantity.products.OperatorNotes;
import io.sparkhessian.quantity.products.OperatorPart;
import io.sparkhessian.quantity.products.OperatorRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Computation of estimated traces of a matrix and its diagonal blocks.
 *
 * @param parts the whole matrix, then the blocks
 * @param plan plan of a batch of products
 */
public record TraceComputation(
    TraceSpec spec, List<OperatorPart> parts, CurvatureProduct product, Planner planner, Plan plan)
    implements OperatorComputation<StoredTrace> {
  /** Memory in bytes for the vectors of a batch. */
  private static final long BATCH_BYTES = 32L << 20;

  private static final int MAX_BATCH = 64;

  /** Number of probes per batch, which depends only on the settings and the size of the matrix. */
  public static int batch(TraceSpec spec, int size) {
    long fitting = BATCH_BYTES / ((long) size * Double.BYTES);
    return (int) Math.max(1, Math.min(Math.min(MAX_BATCH, spec.probes()), fitting));
  }

  /** Returns the driver memory without products in flight, in bytes. */
  public static long bytes(TraceSpec spec, int size) {
    long space = spec.method() == TraceMethod.HUTCHINSON ? 0 : spec.probes() / 3;
    return (long) Double.BYTES * size * (Math.min(space, size) + 4L * batch(spec, size));
  }

  @Override
  public String phase() {
    return "trace";
  }

  @Override
  public long rows() {
    return (long) spec.probes() * parts.size();
  }

  @Override
  public long resultBytes() {
    return 0;
  }

  @Override
  public List<Line> notes(ToDoubleFunction<Plan> seconds) {
    OperatorNotes operator = new OperatorNotes(seconds);
    Plan one = planner().products(product(), 1);
    return List.of(
        new Line(
            "trace",
            "%s products%s; %s"
                .formatted(
                    Amounts.count(rows()),
                    parts().size() == 1
                        ? ""
                        : ", %d for each of %d parts".formatted(spec().probes(), parts().size()),
                    operator.cost(rows(), plan()))),
        operator.product(one),
        OperatorNotes.state(plan()));
  }

  @Override
  public Written<StoredTrace> write(
      DistributedProblem problem, OutputDirectory out, Progress.Counter done) throws IOException {
    OperatorRun run = operators(problem, out, done);
    StoredTrace trace = compute(part -> run.of(part, "trace"), run.dense());
    trace.write(out);
    return new Written<>(trace, List.of(), run.resumed());
  }

  /** Estimates all traces with the given operators. */
  public StoredTrace compute(Function<OperatorPart, LinearOperator> operators, DenseKernels dense) {
    List<StoredTrace.Part> traces = new ArrayList<>();
    for (OperatorPart part : parts) {
      LinearOperator operator = operators.apply(part);
      int batch = batch(spec, operator.size());
      TraceEstimate estimate =
          spec.method() == TraceMethod.HUTCHINSON
              ? TraceEstimate.hutchinson(operator, spec.probes(), batch, spec.seed())
              : TraceEstimate.hutchPlusPlus(operator, spec.probes(), batch, spec.seed(), dense);
      traces.add(
          new StoredTrace.Part(
              part.block().name(),
              operator.size(),
              estimate.value(),
              estimate.standardError(),
              estimate.products()));
    }
    String method = spec.method() == TraceMethod.HUTCHINSON ? "hutchinson" : "hutch++";
    return new StoredTrace(method, spec.seed(), traces);
  }

  @Override
  public List<Line> summary(StoredTrace trace) {
    return trace.parts().stream().map(part -> new Line(part.name(), text(part))).toList();
  }

  private static String text(StoredTrace.Part part) {
    return "%s, standard error %s, from %s"
        .formatted(
            Numbers.precise(part.trace()),
            Numbers.brief(part.standardError()),
            Amounts.counted(part.products(), "product"));
  }

  @Override
  public Check check(LoadedJob loaded, OutputDirectory out, Manifest manifest) {
    return new TraceCheck(this, loaded, out, manifest);
  }
}
