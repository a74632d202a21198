package io.sparkhessian.curvature;

import static io.sparkhessian.Tolerance.assertClose;

import io.sparkhessian.Tolerance;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks against PyTorch. */
class MlpGoldenTest {

  static List<GoldenCase> cases() throws IOException {
    return GoldenCase.read("mlp.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valueGradientAndHessian(GoldenCase golden) {
    AtPoint there =
        golden.at(
            new MultilayerPerceptron(
                golden.wholeNumbers("layers"),
                golden.choice("activation", Activation.class),
                golden.choice("loss", Loss.class),
                golden.flag("intercept")));
    String context = golden.toString();
    LossAndGradient first = there.lossAndGradient();
    assertClose(golden.number("value"), first.loss(), Tolerance.GOLDEN, context + ": value");
    assertClose(
        golden.numbers("gradient"), first.gradient(), Tolerance.GOLDEN, context + ": gradient");
    there.assertHessian(golden.matrix("hessian"), Tolerance.GOLDEN, context);
  }
}
