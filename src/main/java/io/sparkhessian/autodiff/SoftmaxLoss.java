package io.sparkhessian.autodiff;

import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A softmax cross-entropy in the objective: a Σ_k y_k (ln Σ eᶻ − z_k) for each sample, with a
 * factor a. Its second derivative with respect to z is a Σ y (diag(p) − p pᵀ).
 *
 * @param p softmax(z)
 * @param all a Σ y
 * @param targets −a y_k; null if it is zero
 */
record SoftmaxLoss(Node z, Node p, Node all, Node targets) {

  /** Empty if the losses are another function of z. */
  static Optional<SoftmaxLoss> find(GraphBuilder g, Graph graph, String scalar, Node z) {
    Node sum = g.logSumExp(z); // an existing node if the loss contains it
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

  /** The diagonal of the second derivative; null if it is zero. */
  Node curvature(GraphBuilder g, OutputCurvature kind) {
    Node variance = g.multiply(p, g.subtract(g.constant(1), p));
    if (kind == OutputCurvature.EXACT) {
      return g.multiply(variance, all);
    }
    return targets == null ? null : g.negate(g.multiply(variance, targets));
  }
}
