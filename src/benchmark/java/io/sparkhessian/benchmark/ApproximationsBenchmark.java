package io.sparkhessian.benchmark;

import io.sparkhessian.curvature.BeckerLeCunDiagonal;
import io.sparkhessian.curvature.SinglePassDiagonal;
import io.sparkhessian.curvature.GaussNewtonDiagonal;
import io.sparkhessian.curvature.HesScaleDiagonal;
import io.sparkhessian.curvature.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The approximate diagonals of a network beside one gradient and the exact diagonal, in one thread
 * of a warm JVM.
 *
 * <p>Arguments: widths, samples, rounds.
 */
final class ApproximationsBenchmark {
  private static final String GRADIENT = "gradient";

  private ApproximationsBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[2]);
    BareKernels kernels = new Network(arguments[0]).kernels(Integer.parseInt(arguments[1]));
    Map<String, Function<Problem, SinglePassDiagonal>> diagonals = new LinkedHashMap<>();
    diagonals.put("Becker and Le Cun", BeckerLeCunDiagonal::new);
    diagonals.put("HesScale", HesScaleDiagonal::new);
    diagonals.put("Gauss-Newton diagonal", GaussNewtonDiagonal::new);
    diagonals.put("empirical Fisher diagonal", GaussNewtonDiagonal::empiricalFisher);
    Timing timing = new Timing().add(GRADIENT, kernels.gradient());
    diagonals.forEach((name, maker) -> timing.add(name, kernels.diagonal(maker)));
    timing.add("exact diagonal", kernels.diagonal(1));
    timing.run(Math.max(3, rounds / 3), rounds);
    timing.print("Approximate diagonals, %s, %s".formatted(arguments[0], kernels.size()));
    for (String name : diagonals.keySet()) {
      Timing.say(
          "%s takes as long as %.2f gradients, in the median of %d rounds %.2f",
          name, timing.ratio(name, GRADIENT), rounds, timing.medianRatio(name, GRADIENT));
    }
  }
}
