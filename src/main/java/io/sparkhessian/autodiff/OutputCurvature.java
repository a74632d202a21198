package io.sparkhessian.autodiff;

import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Type;
import java.util.Optional;

/** The second derivatives with respect to the model's output z, where a recursion begins. */
public enum OutputCurvature {
  /** h_k = ∂²ℓ/∂z_k², which is p_k (1 − p_k) for cross-entropy. */
  EXACT,

  /**
   * The same with softmax as a layer like any other: of q = softmax(z), only ∂q_k/∂z_k and
   * ∂²q_k/∂z_k² count. For ℓ = −Σ_k y_k ln q_k this leaves h_k = y_k p_k (1 − p_k).
   */
  SOFTMAX_AS_LAYER;

  /** h on a prepared graph; null if it is zero. */
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

  /** Element k of the product with e_k, for each k. */
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

  /** The unit vector e_k for each sample. */
  static Node unit(GraphBuilder g, Type type, int k) {
    double[][] unit = new double[1][type.columns()];
    unit[0][k] = 1;
    return g.broadcastTo(g.constant(unit), type);
  }
}
