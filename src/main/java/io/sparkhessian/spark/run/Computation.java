package io.sparkhessian.spark.run;

import io.sparkhessian.curvature.FullHessian;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.job.Compute;
import io.sparkhessian.spark.plan.Plan;
import io.sparkhessian.spark.plan.Planner;
import java.util.Optional;
import java.util.OptionalInt;

/** The derivative graphs of what a job computes, and the plan for them; one of the two is there. */
public record Computation(
    Optional<FullHessian> hessian, Optional<HessianDiagonal> diagonal, Plan plan) {

  public static Computation of(LoadedJob loaded) {
    return of(loaded.problem(), loaded.samples(), loaded.job().compute(), loaded.job().tile());
  }

  static Computation of(Problem problem, Samples samples, Compute compute, OptionalInt tile) {
    int columns = samples.features().numCols + samples.labels().numCols + 1;
    Planner planner = new Planner(problem.layout(), samples.count(), columns, tile);
    return switch (compute) {
      case HESSIAN -> {
        FullHessian hessian = new FullHessian(problem);
        yield new Computation(Optional.of(hessian), Optional.empty(), planner.hessian(hessian));
      }
      case DIAGONAL -> {
        HessianDiagonal diagonal = new HessianDiagonal(problem);
        yield new Computation(Optional.empty(), Optional.of(diagonal), planner.diagonal(diagonal));
      }
      default -> throw new IllegalArgumentException("not in this version: " + compute);
    };
  }
}
