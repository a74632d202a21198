package io.sparkhessian.curvature;

import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.Norm;
import java.util.List;
import java.util.Optional;

/** H·v by central differences of the gradient, independent of all second-order rules. */
public final class GradientDifferences {
  /** ε^(1/3), which balances the rounding error of the gradient and the truncation error h². */
  private static final double STEP = Math.cbrt(Math.ulp(1.0));

  private GradientDifferences() {}

  /**
   * (∇F(θ + hv) − ∇F(θ − hv)) / 2h, of length N, with h = ε^(1/3) · max(1, ‖θ‖∞) / ‖v‖∞.
   *
   * @param direction v, of length N, not zero
   */
  public static double[] times(
      Problem problem, double[] direction, List<Samples> chunks, DenseKernels dense) {
    return sum(problem, direction, step(problem, direction)).over(List.of(chunks), dense);
  }

  /** The step h for a function that varies on the scale of θ. */
  public static double step(Problem problem, double[] direction) {
    return STEP * Math.max(1, Norm.maximum(problem.parameters())) / Norm.maximum(direction);
  }

  /**
   * The differences as a sum over groups of samples.
   *
   * @param step h
   */
  public static SampleSum<double[]> sum(Problem problem, double[] direction, double step) {
    return new Sum(
        problem,
        LossAndGradient.sum(problem.moved(step, direction)),
        LossAndGradient.sum(problem.moved(-step, direction)),
        step);
  }

  /**
   * @param ahead the gradient at θ + hv
   * @param behind the gradient at θ − hv
   */
  private record Sum(
      Problem problem,
      SampleSum<LossAndGradient> ahead,
      SampleSum<LossAndGradient> behind,
      double step)
      implements SampleSum<double[]> {

    @Override
    public PartialSums part(List<Samples> group, DenseKernels dense) {
      return ahead.part(group, dense).and(behind.part(group, dense));
    }

    @Override
    public double[] finish(PartialSums total, DenseKernels dense) {
      int half = total.count() / 2;
      double[] after = ahead.finish(total.range(0, half), dense).gradient();
      double[] before = behind.finish(total.range(half, total.count()), dense).gradient();
      double[] product = new double[after.length];
      for (int i = 0; i < product.length; i++) {
        product[i] = (after[i] - before[i]) / (2 * step);
      }
      return product;
    }

    @Override
    public Optional<NonFinite> nonFinite(double[] product) {
      return FiniteCheck.find(
          product,
          product.length,
          at -> {
            String what = "the difference of two gradients";
            return new NonFinite(
                FiniteCheck.entry(what, product[at], problem, at), Optional.empty());
          });
    }
  }
}
