package io.sparkhessian.curvature;

import io.sparkhessian.autodiff.OutputCurvature;

/**
 * The approximate diagonal of the Hessian by the recursion of Becker and Le Cun (1989), {@link
 * DiagonalRecursion}: one backward pass for g and h, and one product per site.
 *
 * <p>The recursion neglects all mixed derivatives, including those of softmax, which counts as a
 * layer as in Elsayed, Farrahi, Dangel and Mahmood, Revisiting scalable Hessian diagonal
 * approximations for applications in reinforcement learning (2024), where the method is called
 * BL89. For cross-entropy, it begins with h_k = y_k p_k (1 − p_k), whereas {@link HesScaleDiagonal}
 * begins with p_k (1 − p_k). For every other loss, both begin with the exact ∂²ℓ/∂z_k² and are
 * equal. Both are exact without hidden layers.
 */
public final class BeckerLeCunDiagonal extends SinglePassDiagonal {
  private static final long serialVersionUID = 1L;

  private static final String TITLE = "the diagonal of Becker and Le Cun";

  /**
   * @throws io.sparkhessian.Failure if the objective does not declare its model's output, or the
   *     model uses a parameter other than at one linear site or multiplies values of a sample with
   *     each other
   */
  public BeckerLeCunDiagonal(Problem problem) {
    super(problem, TITLE, recursion(problem, TITLE, OutputCurvature.SOFTMAX_AS_LAYER));
  }
}
