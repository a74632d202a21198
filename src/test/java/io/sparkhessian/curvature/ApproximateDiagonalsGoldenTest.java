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

/** Approximate diagonals of networks against the recursions layer by layer in NumPy. */
class ApproximateDiagonalsGoldenTest {

  static List<GoldenCase> cases() throws IOException {
    return GoldenCase.read("diagonals.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bothRecursions(GoldenCase golden) {
    AtPoint there =
        golden.at(
            new MultilayerPerceptron(
                golden.wholeNumbers("layers"),
                golden.choice("activation", Activation.class),
                golden.choice("loss", Loss.class),
                golden.flag("intercept")));
    assertClose(
        golden.numbers("beckerLeCun"),
        new BeckerLeCunDiagonal(there.problem()).entries(there.chunks(), AtPoint.DENSE),
        Tolerance.GOLDEN,
        golden + ": Becker and Le Cun");
    assertClose(
        golden.numbers("hesScale"),
        new HesScaleDiagonal(there.problem()).entries(there.chunks(), AtPoint.DENSE),
        Tolerance.GOLDEN,
        golden + ": HesScale");
  }
}
