package io.sparkhessian.autodiff;

import io.sparkhessian.autodiff.rules.Terms;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The second derivative C = Σ_k l_k r_kᵀ of the losses with respect to the model's output z, with
 * each factor propagated back to the values of sites: J_vᵀ l_k and J_vᵀ r_k, where J_v is the
 * derivative of z with respect to the value v.
 *
 * <p>The propagated cotangents are unit vectors e_k, the same for every sample, so the first
 * product is one of shared matrices.
 */
final class OutputFactor {
  private final GraphBuilder g;
  private final Graph graph;
  private final GaussNewton matrix;
  private final Node z;
  private final List<Node> values;
  private final List<Column> columns = new ArrayList<>();

  /** One term of the sum at each value, without entries for zeros. */
  private record Column(Map<Node, Node> left, Map<Node, Node> right) {}

  private OutputFactor(GraphBuilder g, Graph graph, GaussNewton matrix, Node z, List<Node> values) {
    this.g = g;
    this.graph = graph;
    this.matrix = matrix;
    this.z = z;
    this.values = values;
  }

  /**
   * @param graph a graph prepared by the matrix
   * @param z the model's output, one row per sample
   */
  static OutputFactor of(
      GraphBuilder g, Graph graph, GaussNewton matrix, Node z, List<Node> values) {
    OutputFactor factor = new OutputFactor(g, graph, matrix, z, values);
    Node seed = g.add(new Leaf.Seed(matrix.output(), z.type().withDirections(true)));
    Node moved = matrix.curved(g, graph, seed);
    if (moved == null) {
      return factor;
    }
    Optional<SoftmaxLoss> softmax =
        matrix.empirical() ? Optional.empty() : SoftmaxLoss.find(g, graph, matrix.scalar(), z);
    if (softmax.isPresent()) {
      factor.addSoftmax(softmax.get());
    } else if (z.type().columns() == 1 || Tangent.isElementwise(moved)) {
      factor.addDiagonal();
    } else {
      factor.addUnits();
    }
    return factor;
  }

  /** Σ_k (J_vᵀ l_k) ⊙ (J_wᵀ r_k); null if it is zero. */
  Node between(Node v, Node w) {
    Terms sum = Terms.of(g);
    for (Column column : columns) {
      Node left = column.left().get(v);
      Node right = column.right().get(w);
      sum = left == null || right == null ? sum : sum.plus(g.multiply(left, right));
    }
    return sum.sum();
  }

  /** Adds C = diag(c) with the factors e_k and c_k e_k. */
  private void addDiagonal() {
    Node ones = g.broadcastTo(g.constant(1), z.type());
    Node c = g.broadcastTo(matrix.curved(g, graph, ones), z.type());
    for (int k = 0; k < z.type().columns(); k++) {
      add(back(k), g.columns(c, k, k + 1));
    }
  }

  /** Adds a (diag(p) − p pᵀ) = Σ_k a p_k (e_k − p)(e_k − p)ᵀ, a sum of nonnegative terms. */
  private void addSoftmax(SoftmaxLoss loss) {
    Map<Node, Node> mean = back(g.broadcastTo(loss.p(), z.type()));
    for (int k = 0; k < z.type().columns(); k++) {
      Map<Node, Node> centred = new HashMap<>();
      Map<Node, Node> unit = back(k);
      for (Node value : values) {
        Terms difference = Terms.of(g).plus(unit.get(value)).minus(mean.get(value));
        if (difference.sum() != null) {
          centred.put(value, difference.sum());
        }
      }
      add(centred, g.multiply(g.columns(loss.p(), k, k + 1), loss.all()));
    }
  }

  private void add(Map<Node, Node> left, Node weight) {
    Map<Node, Node> right = new HashMap<>();
    left.forEach((value, node) -> right.put(value, g.multiply(weight, node)));
    columns.add(new Column(left, right));
  }

  /** Adds any C as Σ_k e_k (C e_k)ᵀ. */
  private void addUnits() {
    for (int k = 0; k < z.type().columns(); k++) {
      Node curved = matrix.curved(g, graph, OutputCurvature.unit(g, z.type(), k));
      if (curved != null) {
        columns.add(new Column(back(k), back(curved)));
      }
    }
  }

  private Map<Node, Node> back(int k) {
    return back(OutputCurvature.unit(g, z.type(), k));
  }

  private Map<Node, Node> back(Node cotangent) {
    return Gradient.cotangents(g, graph, Map.of(z, cotangent), values);
  }
}
