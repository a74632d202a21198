package io.sparkhessian.curvature;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Tolerance;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generalised linear models against PyTorch, statsmodels and R. */
class LinearModelGoldenTest {
  private static final Map<String, Loss> LOSSES =
      Map.of(
          "linear", Loss.SQUARED_ERROR,
          "logistic", Loss.LOGISTIC,
          "poisson", Loss.POISSON,
          "softmax", Loss.CROSS_ENTROPY);

  static List<GoldenCase> derivatives() throws IOException {
    List<GoldenCase> cases = new ArrayList<>();
    for (String table : List.of("glm.json", "glm-statsmodels.json", "glm-offset.json")) {
      cases.addAll(GoldenCase.read(table));
    }
    return cases;
  }

  static List<GoldenCase> fits() throws IOException {
    return GoldenCase.read("glm-r.json");
  }

  private static AtPoint at(GoldenCase golden) {
    return golden.at(
        new LinearModel(
            LOSSES.get(golden.text("type")),
            (int) golden.number("classes"),
            golden.flag("intercept")));
  }

  @ParameterizedTest
  @MethodSource("derivatives")
  void gradientAndHessian(GoldenCase golden) {
    AtPoint there = at(golden);
    String context = golden.toString();
    LossAndGradient first = there.lossAndGradient();
    if (golden.has("value")) {
      assertClose(golden.number("value"), first.loss(), Tolerance.GOLDEN, context + ": value");
    }
    assertClose(
        golden.numbers("gradient"), first.gradient(), Tolerance.GOLDEN, context + ": gradient");
    there.assertHessian(golden.matrix("hessian"), Tolerance.GOLDEN, context);
  }

  @ParameterizedTest
  @MethodSource("fits")
  void theInverseHessianIsTheCovarianceAtTheFit(GoldenCase golden) {
    AtPoint there = at(golden);
    DMatrixRMaj hessian = there.hessian();
    DMatrixRMaj inverse = hessian.createLike();
    assertTrue(CommonOps_DDRM.invert(hessian.copy(), inverse), "singular");
    DMatrixRMaj covariance = new DMatrixRMaj(golden.matrix("vcov"));
    assertClose(covariance, inverse, Tolerance.GOLDEN, golden + ": covariance");
    assertClose(
        CommonOps_DDRM.extractDiag(hessian, null).data,
        there.diagonal(),
        Tolerance.ROUNDING,
        golden + ": diagonal");
    checkOptimum(there, golden);
  }

  /** The Newton step from the fit is small: R stopped at the optimum. */
  private static void checkOptimum(AtPoint there, GoldenCase golden) {
    DMatrixRMaj covariance = new DMatrixRMaj(golden.matrix("vcov"));
    DMatrixRMaj gradient =
        DMatrixRMaj.wrap(covariance.numRows, 1, there.lossAndGradient().gradient());
    DMatrixRMaj step = new DMatrixRMaj(covariance.numRows, 1);
    CommonOps_DDRM.mult(covariance, gradient, step);
    double largest = Arrays.stream(golden.numbers("parameters")).map(Math::abs).max().orElseThrow();
    for (double each : step.data) {
      assertEquals(0, each, 1e-9 * largest, golden + ": Newton step");
    }
  }
}
