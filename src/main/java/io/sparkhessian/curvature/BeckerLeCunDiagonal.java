package io.sparkhessian.curvature;

import io.sparkhessian.autodiff.OutputCurvature;

/**
 * The approximate diagonal of the Hessian by the recursion of Becker and Le Cun (1989), {@link
 * DiagonalRecursion}: one backward pass for g and h together, and one product a site.
 *
 * <p>It neglects every mixed derivative, those of softmax too, which is a layer to it as in
 * Elsayed, Farrahi, Dangel and Mahmood, Revisiting scalable Hessian diagonal approximations for
 * applications in reinforcement learning (2024), who call it BL89: of cross-entropy it begins with
 * h_k = y_k p_k (1 − p_k) where {@link HesScaleDiagonal} has p_k (1 − p_k). Of every other loss
 * both begin with the exact ∂²ℓ/∂z_k² and are equal; and exact, where no layer is hidden.
 */
public final class BeckerLeCunDiagonal extends DiagonalInOnePass {
  private static final long serialVersionUID = 1L;

  private static final String TITLE = "the diagonal of Becker and Le Cun";

  /**
   * @throws io.sparkhessian.Failure when the objective does not say what its model's output is, its
   *     parameters enter the model otherwise than at one linear site each, or values of a sample
   *     are multiplied with each other
   */
  public BeckerLeCunDiagonal(Problem problem) {
    super(problem, TITLE, recursion(problem, TITLE, OutputCurvature.SOFTMAX_AS_LAYER));
  }
}
