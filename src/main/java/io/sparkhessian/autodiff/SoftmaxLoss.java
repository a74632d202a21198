package io.sparkhessian.autodiff;

import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A share of the objective that is Σ_k y_k (ln Σ eᶻ − z_k) times a number, for each sample. Its
 * second derivative by z is that number times Σ y times (diag(p) − p pᵀ).
 *
 * @param p softmax(z)
 * @param all that number times Σ y
 * @param targets that number times y_k, negative; null where it is zero
 */
record SoftmaxLoss(Node z, Node p, Node all, Node targets) {

  /** None where the losses are another function of z. */
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

  /** The diagonal of the second derivative; null where it is zero. */
  Node curvature(GraphBuilder g, OutputCurvature kind) {
    Node variance = g.multiply(p, g.subtract(g.constant(1), p));
    if (kind == OutputCurvature.EXACT) {
      return g.multiply(variance, all);
    }
    return targets == null ? null : g.negate(g.multiply(variance, targets));
  }
}
