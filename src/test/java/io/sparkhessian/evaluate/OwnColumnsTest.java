package io.sparkhessian.evaluate;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Tolerance;
import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.SiteGroup;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Compares unit seeds stored as one column with the same seeds stored as whole matrices. */
class OwnColumnsTest {
  private static final DenseKernels DENSE = Kernels.of(KernelChoice.JAVA);
  private static final int UNITS = 5;

  private final Random random = new Random(17);
  private final Samples samples = Matrices.samples(random, Matrices.normal(random, 11, 3), 2);
  private final LinearSites sites =
      LinearSites.of(
          ObjectiveGraph.of(OwnColumnsTest::objective, 3, Reduction.MEAN, 0),
          ObjectiveGraph.OBJECTIVE);
  private final SiteGroup first = sites.groups().get(0);

  /**
   * A network with every operation that keeps a single column, a skip connection that adds a whole
   * matrix, and products.
   */
  private static Node objective(GraphBuilder g, int features) {
    Node z = layer(g, g.features(features), "first", UNITS);
    Node tanh = g.tanh(z);
    Node quotient = g.divide(g.negate(tanh), g.add(g.multiply(z, z), g.constant(2)));
    Node scaled = g.multiply(quotient, g.intercept("scale", UNITS));
    Node second = g.tanh(layer(g, g.subtract(scaled, tanh), "second", UNITS));
    return g.squaredNorm(layer(g, g.multiply(g.add(second, tanh), tanh), "third", 2));
  }

  private static Node layer(GraphBuilder g, Node x, String name, int units) {
    Node weight = g.parameter(name, units, x.type().columns());
    return g.add(g.matMulTransposed(x, weight), g.intercept(name + ".bias", units));
  }

  private Evaluator evaluator(Graph graph) {
    Map<String, DMatrixRMaj> parameters = new TreeMap<>();
    graph.nodes().stream()
        .map(Node::op)
        .filter(Leaf.Parameter.class::isInstance)
        .map(Leaf.Parameter.class::cast)
        .forEach(
            leaf ->
                parameters.put(leaf.name(), Matrices.normal(random, leaf.rows(), leaf.columns())));
    Evaluator evaluator = new Evaluator(graph, DENSE, parameters, samples.totalWeight());
    evaluator.load(samples);
    return evaluator;
  }

  /** The same directions, without their type. */
  private record Whole(Directions.Units units) implements Directions {
    @Override
    public int count() {
      return units.count();
    }

    @Override
    public void fill(Leaf.Seed seed, DMatrixRMaj tangent) {
      units.fill(seed, tangent);
    }
  }

  private List<String> tangents() {
    List<String> names = new ArrayList<>();
    sites
        .graph()
        .outputs()
        .forEach(
            (name, node) -> {
              if (node.type().directional() && name.contains(first.value())) {
                names.add(name);
              }
            });
    return names;
  }

  @Test
  void aSingleColumnEqualsTheWholeMatrix() {
    Program program = Program.onChunk(sites.graph(), tangents());
    Directions.Units units = new Directions.Units(first.value(), 1, 3);
    Evaluator evaluator = evaluator(sites.graph());
    Map<String, DMatrixRMaj> whole = evaluator.evaluate(program, new Whole(units));
    Map<String, DMatrixRMaj> columns = evaluator.evaluate(program, units);
    int alone = 0;
    for (String name : tangents()) {
      DMatrixRMaj expected = whole.get(name);
      DMatrixRMaj actual = columns.get(name);
      if (actual.numCols < expected.numCols) {
        alone++;
        DMatrixRMaj expanded = expected.createLike();
        new OwnColumns(units, samples.count()).expand(actual, expanded);
        actual = expanded;
      }
      assertClose(expected, actual, Tolerance.ROUNDING, name);
    }
    assertTrue(alone > 0, "no tangent is one column alone");
    assertTrue(alone < columns.size(), "all tangents are one column alone");
  }

  @Test
  void allButTheProductsAreOneColumn() {
    Program program = Program.onChunk(sites.graph(), tangents());
    long own =
        program.ownColumns(first.value()).stream()
            .filter(node -> node.type().columns() == UNITS)
            .count();
    assertEquals(own, program.ownColumns(first.value()).size());
    assertTrue(own >= 6, own + " steps");
    assertTrue(program.ownColumns("another").isEmpty());
  }
}
