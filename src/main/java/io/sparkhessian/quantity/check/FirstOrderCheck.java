package io.sparkhessian.quantity.check;

import io.sparkhessian.curvature.LossAndGradient;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The stored loss and gradient beside the same computed again. */
public final class FirstOrderCheck {
  /** Of curvature times parameters: a smaller loss or gradient has lost digits to cancellation. */
  public static final double ROUNDING_SHARE = 1e-3;

  private FirstOrderCheck() {}

  /**
   * Where loss and gradient vanish, what is left of them is rounding.
   *
   * @param curvature the largest second derivative that was seen
   * @return to which more may be added
   */
  public static List<Recomputed> of(
      LoadedJob loaded,
      OutputDirectory out,
      Manifest manifest,
      CheckingTasks tasks,
      double curvature)
      throws IOException {
    LossAndGradient again = tasks.lossAndGradient();
    double farthest = RelativeError.largest(loaded.problem().parameters());
    double floor = ROUNDING_SHARE * curvature * Math.max(1, farthest);
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
