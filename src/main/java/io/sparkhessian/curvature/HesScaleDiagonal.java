package io.sparkhessian.curvature;

import io.sparkhessian.autodiff.OutputCurvature;

/**
 * The approximate diagonal of the Hessian by HesScale: the recursion of {@link
 * BeckerLeCunDiagonal}, beginning with the exact second derivatives of the loss with respect to the
 * model's output, h_k = ∂²ℓ/∂z_k², which are p_k (1 − p_k) for cross-entropy. The last layer is
 * exact.
 *
 * <p>Elsayed and Mahmood, HesScale: scalable computation of Hessian diagonals (2022).
 */
public final class HesScaleDiagonal extends SinglePassDiagonal {
  private static final long serialVersionUID = 1L;

  private static final String TITLE = "the HesScale diagonal";

  /**
   * @throws io.sparkhessian.Failure under the conditions of {@link BeckerLeCunDiagonal}
   */
  public HesScaleDiagonal(Problem problem) {
    super(problem, TITLE, recursion(problem, TITLE, OutputCurvature.EXACT));
  }
}
