package io.sparkhessian.curvature;

import static io.sparkhessian.Tolerance.assertClose;

import io.sparkhessian.Tolerance;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.objective.Loss;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares diagonals of models with repeated uses of parameters with PyTorch. */
class SharedParametersGoldenTest {

  private interface Model {
    Node of(GraphBuilder g, Node x);
  }

  /** The models of fisher_diagonals.py. */
  private static final Map<String, Model> MODELS =
      Map.of(
          "recurrent",
          (g, x) -> {
            Node w = g.parameter("w", 3, 3);
            Node b = g.parameter("b", 1, 3);
            Node first = g.tanh(g.add(g.matMulTransposed(x, w), b));
            Node second = g.tanh(g.add(g.add(g.matMulTransposed(first, w), x), b));
            Node third = g.tanh(g.add(g.matMulTransposed(second, w), b));
            return g.matMulTransposed(third, g.parameter("out", 4, 3));
          },
          "tied",
          (g, x) -> {
            Node w = g.parameter("w", 2, 3);
            Node hidden = g.sigmoid(g.add(g.matMulTransposed(x, w), g.parameter("b", 1, 2)));
            return g.add(g.matMul(hidden, w), g.parameter("c", 1, 3));
          },
          "scaled",
          (g, x) -> {
            Node scale = g.parameter("scale", 1, 3);
            Node moved = g.add(g.multiply(x, scale), g.parameter("bias", 1, 3));
            Node w = g.parameter("w", 3, 3);
            return g.matMul(g.multiply(g.relu(g.matMulTransposed(moved, w)), scale), w);
          },
          "factored",
          (g, x) -> {
            Node left = g.parameter("left", 3, 2);
            return g.matMulTransposed(x, g.matMul(left, g.parameter("right", 2, 3)));
          });

  private static Node loss(GraphBuilder g, Node z, Loss loss) {
    Node y = g.labels(loss.labelColumns(z.type().columns()));
    return switch (loss) {
      case CROSS_ENTROPY -> g.subtract(g.logSumExp(z), g.gather(z, y));
      case SQUARED_ERROR -> g.multiply(0.5, g.squaredNorm(g.subtract(z, y)));
      case LOGISTIC -> g.rowSum(g.subtract(g.softplus(z), g.multiply(y, z)));
      case POISSON -> g.rowSum(g.subtract(g.exp(z), g.multiply(y, z)));
    };
  }

  static List<GoldenCase> cases() throws IOException {
    return GoldenCase.read("fisher-diagonals.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bothDiagonals(GoldenCase golden) {
    Loss loss = golden.choice("loss", Loss.class);
    AtPoint there =
        golden.at(
            (g, features) -> {
              Node z = MODELS.get(golden.text("model")).of(g, g.features(features));
              return loss(g, g.output(z), loss);
            });
    assertClose(
        golden.numbers("gaussNewton"),
        new GaussNewtonDiagonal(there.problem()).entries(there.chunks(), AtPoint.DENSE),
        Tolerance.GOLDEN,
        golden + ": Gauss-Newton");
    assertClose(
        golden.numbers("empiricalFisher"),
        GaussNewtonDiagonal.empiricalFisher(there.problem()).entries(there.chunks(), AtPoint.DENSE),
        Tolerance.GOLDEN,
        golden + ": empirical Fisher");
  }
}
