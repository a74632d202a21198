package io.sparkhessian.cli;

import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.objective.Objective;

/** The loss z^1.5 of z = slopes · features, whose second derivative at z = 0 is infinite. */
public final class KinkedLoss implements Objective {
  @Override
  public Node define(GraphBuilder g, int features) {
    Node z = g.matMulTransposed(g.features(features), g.parameter("slopes", 1, features));
    return g.power(z, 1.5);
  }
}
