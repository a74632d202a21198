package io.sparkhessian.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectiveGraphTest {
  private static final String MEND = "; mend the objective's define method";
  private static final String APART =
      "; give them different names, or create one and use its node twice";

  private static Graph graph(Objective objective, int features) {
    return ObjectiveGraph.of(objective, features, Reduction.MEAN, 0);
  }

  private static void refused(String message, Objective objective, int features) {
    Failure failure = assertThrows(Failure.class, () -> graph(objective, features));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertEquals(message, failure.getMessage());
  }

  @Test
  void aNetworksParametersAreInTheOrderOfPyTorch() {
    Objective network =
        new MultilayerPerceptron(List.of(2, 2, 1), Activation.RELU, Loss.SQUARED_ERROR, true);
    assertEquals(
        List.of(
            "layer1.weight[0,0]",
            "layer1.weight[0,1]",
            "layer1.weight[1,0]",
            "layer1.weight[1,1]",
            "layer1.bias[0]",
            "layer1.bias[1]",
            "layer2.weight[0]",
            "layer2.weight[1]",
            "layer2.bias"),
        ParameterLayout.of(graph(network, 2)).elementNames());
  }

  @Test
  void withoutInterceptANetworkHasWeightsOnly() {
    Objective network =
        new MultilayerPerceptron(List.of(4, 3, 2), Activation.TANH, Loss.CROSS_ENTROPY, false);
    ParameterLayout layout = ParameterLayout.of(graph(network, 4));
    assertEquals(List.of("layer1.weight", "layer2.weight"), layout.blockNames());
    assertEquals(18, layout.size());
  }

  @Test
  void aLinearModelHasItsCoefficientsThenTheIntercept() {
    assertEquals(
        List.of("coefficients[0]", "coefficients[1]", "intercept"),
        ParameterLayout.of(graph(new LinearModel(Loss.POISSON, 1, true), 2)).elementNames());
    assertEquals(
        List.of(
            "coefficients[0,0]",
            "coefficients[0,1]",
            "coefficients[1,0]",
            "coefficients[1,1]",
            "intercept[0]",
            "intercept[1]"),
        ParameterLayout.of(graph(new LinearModel(Loss.CROSS_ENTROPY, 2, true), 2)).elementNames());
  }

  @Test
  void aNetworkForOtherData() {
    Objective network =
        new MultilayerPerceptron(List.of(4, 3), Activation.TANH, Loss.CROSS_ENTROPY, true);
    refused(
        "objective.layers: the first layer takes 4 inputs, the data have 5 features; make them equal",
        network,
        5);
  }

  @Test
  void aValueThatIsNotOneNumber() {
    refused(
        "objective: it is per-sample 1×2, not one number or one number per sample" + MEND,
        (g, features) -> g.multiply(g.parameter("a", 1, 2), g.features(features)),
        2);
    refused(
        "objective: it is shared 2×1, not one number or one number per sample" + MEND,
        (g, features) -> g.parameter("a", 2, 1),
        0);
  }

  @Test
  void shapesThatDoNotFit() {
    refused(
        "objective: cannot multiply per-sample 1×3 by shared 1×2 transposed" + MEND,
        (g, features) -> g.matMulTransposed(g.features(features), g.parameter("a", 1, 2)),
        3);
  }

  @Test
  void aModelOfNoFeatures() {
    refused(
        "objective: a matrix cannot be 1 × 0" + MEND, new LinearModel(Loss.POISSON, 1, true), 0);
  }

  @Test
  void aLossThatDependsOnASum() {
    Objective standardised =
        (g, features) -> {
          Node z = g.matMulTransposed(g.features(features), g.parameter("a", 1, features));
          return g.power(g.subtract(z, g.meanOverSamples(z)), 2);
        };
    Failure failure = assertThrows(Failure.class, () -> graph(standardised, 2));
    assertTrue(
        failure
            .getMessage()
            .startsWith("objective: a per-sample value depends on a sum over the samples"),
        failure.getMessage());
    assertFalse(failure.getMessage().contains("\n"));
  }

  @Test
  void aFunctionOfASum() {
    Objective logOfMean = (g, features) -> g.log(g.meanOverSamples(g.exp(squares(g, features))));
    Graph graph = graph(logOfMean, 2);
    Failure failure = assertThrows(Failure.class, () -> new Problem(graph, new double[] {1, 2}, 3));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertTrue(
        failure.getMessage().contains("(a function of such a sum is not supported yet)"),
        failure.getMessage());
    assertTrue(failure.getMessage().startsWith("objective: "), failure.getMessage());
    assertTrue(failure.getMessage().endsWith(MEND), failure.getMessage());
  }

  @Test
  void aMethodThatThrows() {
    refused(
        "objective: its define method failed: java.lang.ArithmeticException: by zero; mend it,"
            + " --verbose shows where",
        (g, features) -> {
          throw new ArithmeticException("by\nzero");
        },
        0);
    Objective nameless = new LinearModel(Loss.POISSON, 1, false);
    Graph graph = graph(nameless, 2);
    Failure failure =
        assertThrows(Failure.class, () -> ElementNames.of(nameless, graph, List.of("a")));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertTrue(
        failure.getMessage().startsWith("objective: its elementName method failed: "),
        failure.getMessage());
    assertEquals(List.of("a", "b"), ElementNames.of(nameless, graph, List.of("a", "b")));
  }

  @Test
  void twoParametersOfOneName() {
    refused(
        "objective: two parameters have the name 'a'" + APART + MEND,
        (g, features) -> g.sum(g.multiply(g.parameter("a", 1, 2), g.parameter("a", 2, 1))),
        0);
    refused(
        "objective: two parameters have the name 'b'" + APART + MEND,
        (g, features) -> {
          g.parameter("b", 1, 2);
          return g.parameter("b", 1, 1);
        },
        0);
  }

  @Test
  void aParameterCalledWeight() {
    refused(
        "objective: the parameter name 'weight' is reserved for the data; choose a name other"
            + " than features, label, weight, totalWeight"
            + MEND,
        (g, features) -> g.sum(g.multiply(g.features(features), g.parameter("weight", 1, 2))),
        2);
  }

  @Test
  void nodesOfAnotherBuilder() {
    GraphBuilder other = new GraphBuilder();
    refused(
        "objective: the node '%0 = a : shared 1×1' was made by another GraphBuilder; make all"
            + " nodes with one"
            + MEND,
        (g, features) -> other.parameter("a", 1, 1),
        0);
  }

  @Test
  void noNodeAtAll() {
    refused("objective: it is null, not a node" + MEND, (g, features) -> null, 0);
  }

  @Test
  void aWholeObjectiveIsNotReducedAgain() {
    Objective whole = (g, features) -> g.sumOverSamples(squares(g, features));
    Objective losses = (g, features) -> squares(g, features);
    assertEquals(
        ObjectiveGraph.of(losses, 2, Reduction.SUM, 0).toString().replace("  → loss", ""),
        ObjectiveGraph.of(whole, 2, Reduction.MEAN, 0).toString());
  }

  private static Node squares(GraphBuilder g, int features) {
    return g.power(g.matMulTransposed(g.features(features), g.parameter("a", 1, features)), 2);
  }

  @Test
  void withoutL2ThereIsNoPenalty() {
    Graph graph = graph(new LinearModel(Loss.SQUARED_ERROR, 1, true), 2);
    assertEquals("divide", graph.output(ObjectiveGraph.OBJECTIVE).op().label());
  }
}
