package io.sparkhessian.curvature;

import static io.sparkhessian.Tolerance.assertClose;

import io.sparkhessian.Tolerance;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gauss-Newton matrices of networks against explicit Jacobians by PyTorch. */
class GaussNewtonGoldenTest {

  static List<GoldenCase> cases() throws IOException {
    return GoldenCase.read("curvatures.json");
  }

  private static AtPoint at(GoldenCase golden) {
    return golden.at(
        new MultilayerPerceptron(
            golden.wholeNumbers("layers"),
            golden.choice("activation", Activation.class),
            golden.choice("loss", Loss.class),
            golden.flag("intercept")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void matrixAndProducts(GoldenCase golden) {
    AtPoint there = at(golden);
    DMatrixRMaj expected = new DMatrixRMaj(golden.matrix("gaussNewton"));
    int size = expected.numRows;
    DMatrixRMaj rows =
        CurvatureMatrix.GAUSS_NEWTON
            .rows(there.problem())
            .rows(0, size, there.chunks(), AtPoint.DENSE);
    assertClose(expected, rows, Tolerance.GOLDEN, golden + ": rows");
    DMatrixRMaj slow =
        CurvatureRows.byDirections(there.problem(), CurvatureMatrix.GAUSS_NEWTON)
            .rows(0, size, there.chunks(), AtPoint.DENSE);
    assertClose(expected, slow, Tolerance.GOLDEN, golden + ": rows by directions");
    DMatrixRMaj products =
        CurvatureMatrix.GAUSS_NEWTON
            .product(there.problem())
            .times(CommonOps_DDRM.identity(size), there.chunks(), AtPoint.DENSE);
    assertClose(expected, products, Tolerance.GOLDEN, golden + ": products");
  }

  static List<GoldenCase> casesOfCountableLabels() throws IOException {
    return cases().stream().filter(golden -> golden.has("fisher")).toList();
  }

  /** Compares with Σ_k p_k g_k g_kᵀ over all labels that the model may draw. */
  @ParameterizedTest
  @MethodSource("casesOfCountableLabels")
  void equalsTheFisherInformation(GoldenCase golden) {
    check(golden, "fisher", CurvatureMatrix.GAUSS_NEWTON::rows);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void empiricalFisherMatrix(GoldenCase golden) {
    check(golden, "empiricalFisher", CurvatureMatrix.EMPIRICAL_FISHER::rows);
  }

  private static void check(
      GoldenCase golden, String key, Function<Problem, CurvatureRows> matrix) {
    AtPoint there = at(golden);
    DMatrixRMaj expected = new DMatrixRMaj(golden.matrix(key));
    DMatrixRMaj rows =
        matrix.apply(there.problem()).rows(0, expected.numRows, there.chunks(), AtPoint.DENSE);
    assertClose(expected, rows, Tolerance.GOLDEN, golden + ": " + key);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void diagonalWithoutTheMatrix(GoldenCase golden) {
    check(golden, "gaussNewton", new GaussNewtonDiagonal(at(golden).problem()));
    check(golden, "empiricalFisher", GaussNewtonDiagonal.empiricalFisher(at(golden).problem()));
  }

  private static void check(GoldenCase golden, String key, GaussNewtonDiagonal diagonal) {
    double[][] expected = golden.matrix(key);
    double[] entries = new double[expected.length];
    Arrays.setAll(entries, i -> expected[i][i]);
    assertClose(
        entries,
        diagonal.entries(at(golden).chunks(), AtPoint.DENSE),
        Tolerance.GOLDEN,
        golden + ": diagonal of " + key);
  }
}
