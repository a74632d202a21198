package io.sparkhessian.curvature;

import static io.sparkhessian.Tolerance.assertClose;

import io.sparkhessian.Tolerance;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares Hessians of networks with respect to the features with PyTorch. */
class InputGoldenTest {

  static List<GoldenCase> cases() throws IOException {
    return GoldenCase.read("inputs.json");
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
  void lossesAndOutputs(GoldenCase golden) {
    AtPoint there = at(golden);
    double[][] ofLosses = golden.matrix("lossHessians");
    check(InputFunction.ofLoss(there.problem()), there, ofLosses, golden + ": the loss");
    double[][] ofOutputs = golden.matrix("outputHessians");
    int samples = ofLosses.length;
    for (int k = 0; k * samples < ofOutputs.length; k++) {
      double[][] expected = Arrays.copyOfRange(ofOutputs, k * samples, (k + 1) * samples);
      InputFunction output = InputFunction.ofOutput(there.problem(), k);
      check(output, there, expected, golden + ": output " + k);
    }
  }

  private static void check(
      InputFunction function, AtPoint there, double[][] expected, String context) {
    double[] traces = new double[expected.length];
    Arrays.setAll(traces, s -> InputQuantities.trace(expected[s], function.columns().length));
    for (InputChoice choice : InputChoice.values()) {
      assertClose(
          new DMatrixRMaj(expected),
          InputQuantities.all(
              InputDerivative.hessian(function, choice).rows(AtPoint.DENSE), there.chunks()),
          Tolerance.GOLDEN,
          context + ", Hessians by " + choice);
      assertClose(
          new DMatrixRMaj(expected.length, 1, true, traces),
          InputQuantities.all(
              InputDerivative.laplacian(function, choice).rows(AtPoint.DENSE), there.chunks()),
          Tolerance.GOLDEN,
          context + ", Laplacians by " + choice);
    }
  }
}
