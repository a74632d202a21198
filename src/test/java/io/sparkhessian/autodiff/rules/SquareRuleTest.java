package io.sparkhessian.autodiff.rules;

import static io.sparkhessian.Tolerance.assertClose;

import io.sparkhessian.Tolerance;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.evaluate.Sums;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Layout;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Type;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares Σ h (∂z/∂x)² by the rules with the squares of all derivatives, element by element of z.
 */
class SquareRuleTest {
  private final GraphBuilder g = new GraphBuilder();
  private final Map<String, DMatrixRMaj> parameters = new LinkedHashMap<>();

  static List<OpCase> cases() {
    return OpCases.all().stream().filter(row -> row.covers() != Layout.RowMaxShift.class).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void squaresOfAllDerivatives(OpCase row) {
    Random random = new Random(row.name().hashCode());
    List<Node> operands = new ArrayList<>();
    for (OpCase.Operand operand : row.operands()) {
      operands.add(operand(operand, random));
    }
    Node z = row.build().on(g, operands);
    if (z.op().getClass() != row.covers()) {
      return; // simplified away: x¹, a broadcast to its own type
    }
    DMatrixRMaj h = Matrices.normal(random, z.type().rows(), z.type().columns());
    Map<String, Node> outputs = new LinkedHashMap<>();
    put(outputs, "all", z, SquareRule.of(z.op()).apply(g, z, constant(z.type(), h)), 1);
    for (int e = 0; e < h.getNumElements(); e++) {
      DMatrixRMaj one = new DMatrixRMaj(h.numRows, h.numCols);
      one.data[e] = 1;
      put(
          outputs,
          "one" + e + "/",
          z,
          CotangentRule.of(z.op()).apply(g, z, constant(z.type(), one)),
          2);
    }
    Map<String, DMatrixRMaj> values = values(outputs);
    for (int i = 0; i < operands.size(); i++) {
      double[] expected = new double[operands.get(i).type().size()];
      for (int e = 0; e < h.getNumElements(); e++) {
        DMatrixRMaj squares = values.get("one" + e + "/" + i);
        for (int x = 0; squares != null && x < expected.length; x++) {
          expected[x] += h.data[e] * squares.data[x];
        }
      }
      DMatrixRMaj all = values.get("all" + i);
      double[] found = all == null ? new double[expected.length] : Matrices.numbers(all);
      assertClose(expected, found, Tolerance.ROUNDING, row + ", operand " + i);
    }
  }

  /** A parameter, multiplied by a feature that is 1 if the operand is per-sample. */
  private Node operand(OpCase.Operand operand, Random random) {
    String name = "p" + parameters.size();
    Type type = operand.type();
    parameters.put(
        name, Matrices.uniform(random, operand.low(), operand.high(), type.rows(), type.columns()));
    Node p = g.parameter(name, type.rows(), type.columns());
    return type.perSample() ? g.multiply(g.features(1), p) : p;
  }

  private Node constant(Type type, DMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numRows][matrix.numCols];
    for (int e = 0; e < matrix.getNumElements(); e++) {
      rows[e / matrix.numCols][e % matrix.numCols] = matrix.data[e];
    }
    return g.broadcastTo(g.constant(rows), type);
  }

  private void put(
      Map<String, Node> outputs, String name, Node z, List<Node> shares, int exponent) {
    for (int i = 0; i < shares.size(); i++) {
      if (shares.get(i) != null) {
        Type type = z.operand(i).type();
        Node share = g.power(g.broadcastTo(shares.get(i), type), exponent);
        outputs.put(name + i, g.sumTo(share, Type.shared(type.rows(), type.columns())));
      }
    }
  }

  private Map<String, DMatrixRMaj> values(Map<String, Node> outputs) {
    DMatrixRMaj one = new DMatrixRMaj(1, 1, true, 1);
    Graph graph = Graph.of(outputs);
    Evaluator evaluator = new Evaluator(graph, Kernels.of(KernelChoice.JAVA), parameters, 1);
    Sums sums = new Sums(Program.of(graph, outputs.keySet()), Directions.none());
    evaluator.addAll(List.of(new Samples(one, one, one)), List.of(sums));
    return evaluator.finish(sums);
  }
}
