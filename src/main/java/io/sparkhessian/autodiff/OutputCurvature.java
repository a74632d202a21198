package io.sparkhessian.autodiff;

import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a recursion over second derivatives starts with: those by the model's output z. */
public enum OutputCurvature {
  /** h_k = ∂²ℓ/∂z_k²; for cross-entropy p_k (1 − p_k). */
  EXACT,

  /**
   * The same, but softmax is a layer like any other: of q = softmax(z) only ∂q_k/∂z_k and
   * ∂²q_k/∂z_k² are used. With ℓ = −Σ_k y_k ln q_k that leaves h_k = y_k p_k (1 − p_k).
   */
  SOFTMAX_AS_LAYER;

  /** h on a prepared graph, null where it is zero. */
  Node of(GraphBuilder g, Graph graph, GaussNewton model) {
    Node z = graph.output(model.output());
    Optional<SoftmaxLoss> softmax = SoftmaxLoss.find(g, graph, model.scalar(), z);
    if (softmax.isPresent()) {
      return softmax.get().curvature(g, this);
    }
    Node seed = g.add(new Leaf.Seed(model.output(), z.type().withDirections(true)));
    Node moved = model.curved(g, graph, seed);
    if (moved == null) {
      return null;
    }
    return Tangent.isElementwise(moved)
        ? model.curved(g, graph, g.broadcastTo(g.constant(1), z.type()))
        : byUnits(g, graph, model, z.type());
  }

  /** Column k of the product with e_k, for each k. */
  private static Node byUnits(GraphBuilder g, Graph graph, GaussNewton model, Type type) {
    Node h = null;
    for (int k = 0; k < type.columns(); k++) {
      Node unit = unit(g, type, k);
      Node curved = model.curved(g, graph, unit);
      if (curved != null) {
        Node own = g.multiply(unit, curved);
        h = h == null ? own : g.add(h, own);
      }
    }
    return h;
  }

  /** e_k for each sample. */
  static Node unit(GraphBuilder g, Type type, int k) {
    double[][] unit = new double[1][type.columns()];
    unit[0][k] = 1;
    return g.broadcastTo(g.constant(unit), type);
  }

  /**
   * A share of the objective that is Σ_k y_k (ln Σ eᶻ − z_k) times a number, for each sample.
   *
   * @param p softmax(z)
   * @param all that number times Σ y
   * @param targets that number times y_k, negative; null where it is zero
   */
  private record SoftmaxLoss(Node z, Node p, Node all, Node targets) {

    static Optional<SoftmaxLoss> find(GraphBuilder g, Graph graph, String scalar, Node z) {
      Node sum = g.logSumExp(z); // a node of the graph where the loss has one, and else a new one
      if (!graph.nodes().contains(sum)) {
        return Optional.empty();
      }
      Map<Node, Node> one = Map.of(graph.output(scalar), g.constant(1));
      Node all = Gradient.cotangents(g, graph, one, List.of(sum)).get(sum);
      Set<Node> apart = Gradient.downstream(graph, List.of(z));
      apart.remove(sum);
      Node targets = Gradient.among(g, graph, one, apart).get(z);
      return all == null || moves(all, z) || (targets != null && moves(targets, z))
          ? Optional.empty()
          : Optional.of(new SoftmaxLoss(z, g.exp(g.subtract(z, sum)), all, targets));
    }

    private static boolean moves(Node node, Node z) {
      Graph both = Graph.of(Map.of("node", node, "z", z));
      return Gradient.downstream(both, List.of(both.output("z"))).contains(both.output("node"));
    }

    Node curvature(GraphBuilder g, OutputCurvature kind) {
      Node variance = g.multiply(p, g.subtract(g.constant(1), p));
      if (kind == EXACT) {
        return g.multiply(variance, all);
      }
      return targets == null ? null : g.negate(g.multiply(variance, targets));
    }
  }
}
