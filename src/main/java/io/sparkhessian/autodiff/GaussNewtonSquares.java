package io.sparkhessian.autodiff;

import io.sparkhessian.autodiff.rules.Terms;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.TypeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The diagonal of a Gauss-Newton matrix by backward passes: with C the second derivative of the
 * loss by the model's output z, and J_a the derivative of z by the value of a site, a weight of
 * unit i has Σ_s u[s,j]² q[s,i], where q = Σ_k (J_aᵀ e_k) ⊙ (J_aᵀ C e_k) over the columns k of z.
 */
public final class GaussNewtonSquares {
  private GaussNewtonSquares() {}

  /**
   * The graph with the outputs {@link SiteSquares#name}.
   *
   * @throws TypeException when a parameter enters the model otherwise than at one linear site, or
   *     with sparse features
   */
  public static Graph of(LinearSites sites, GaussNewton matrix) {
    Graph graph = matrix.prepared(sites.objective());
    GraphBuilder g = new GraphBuilder(graph);
    SiteSquares squares = new SiteSquares(sites, matrix, graph, g);
    return squares.with(squares(g, graph, matrix, squares.output(), squares.values()));
  }

  /** q at each of the values. */
  private static Map<Node, Node> squares(
      GraphBuilder g, Graph graph, GaussNewton matrix, Node z, List<Node> values) {
    Map<Node, Node> q = new HashMap<>();
    for (int k = 0; k < z.type().columns(); k++) {
      Node seed = OutputCurvature.unit(g, z.type(), k);
      Node curved = matrix.curved(g, graph, seed);
      if (curved == null) {
        continue;
      }
      Map<Node, Node> plain = Gradient.cotangents(g, graph, Map.of(z, seed), values);
      Map<Node, Node> weighted = Gradient.cotangents(g, graph, Map.of(z, curved), values);
      for (Node value : values) {
        if (plain.containsKey(value) && weighted.containsKey(value)) {
          Node term = g.multiply(plain.get(value), weighted.get(value));
          q.put(value, Terms.of(g).plus(q.get(value)).plus(term).sum());
        }
      }
    }
    return q;
  }
}
