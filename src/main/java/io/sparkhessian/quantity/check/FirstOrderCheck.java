package io.sparkhessian.quantity.check;

import io.sparkhessian.curvature.LossAndGradient;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Check of the stored loss and gradient against a second computation. */
public final class FirstOrderCheck {
  /**
   * Share of curvature × parameters below which loss and gradient are dominated by cancellation.
   */
  public static final double ROUNDING_SHARE = 1e-3;

  private FirstOrderCheck() {}

  /**
   * Returns the errors of loss, gradient norm and gradient. A loss or gradient near zero is mostly
   * rounding error, so the errors are relative to a floor.
   *
   * @param curvature largest second derivative found
   * @return a mutable list
   */
  public static List<Recomputed> of(
      LoadedJob loaded,
      OutputDirectory out,
      Manifest manifest,
      VerificationTasks tasks,
      double curvature)
      throws IOException {
    LossAndGradient again = tasks.lossAndGradient();
    double largest = RelativeError.largest(loaded.problem().parameters());
    double floor = ROUNDING_SHARE * curvature * Math.max(1, largest);
    double[] gradient = Npy.readVector(out.child("gradient.npy"));
    List<Recomputed> all = new ArrayList<>();
    all.add(number("loss", manifest.loss(), again.loss(), floor));
    all.add(number("gradientNorm", manifest.gradientNorm(), again.norm(), floor));
    all.add(Recomputed.of("gradient.npy", gradient, again.gradient(), floor));
    return all;
  }

  private static Recomputed number(String what, double stored, double computed, double floor) {
    return Recomputed.of(what, new double[] {stored}, new double[] {computed}, floor);
  }
}
