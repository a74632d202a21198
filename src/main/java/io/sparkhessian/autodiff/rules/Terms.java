package io.sparkhessian.autodiff.rules;

import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;

/** A sum that skips null (zero) terms; a sum without terms is null. */
public final class Terms {
  private final GraphBuilder g;
  private Node sum;

  private Terms(GraphBuilder g) {
    this.g = g;
  }

  public static Terms of(GraphBuilder g) {
    return new Terms(g);
  }

  public Terms plus(Node term) {
    if (term != null) {
      sum = sum == null ? term : g.add(sum, term);
    }
    return this;
  }

  public Terms minus(Node term) {
    if (term != null) {
      sum = sum == null ? g.negate(term) : g.subtract(sum, term);
    }
    return this;
  }

  public Node sum() {
    return sum;
  }

  /** The elementwise product x · y; null if a factor is null. */
  static Node product(GraphBuilder g, Node x, Node y) {
    return x == null || y == null ? null : g.multiply(x, y);
  }
}
