package io.sparkhessian.autodiff;

import io.sparkhessian.graph.Graph;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;

/** A symmetric matrix over θ that is given by its products with directions, as graphs. */
public interface SecondDerivatives extends Serializable {
  /** Every second derivative: the Hessian. */
  SecondDerivatives HESSIAN = new HessianTangents();

  /** What errors call the matrix. */
  String title();

  /**
   * The graph with one more output for each of some leaves, the product's part there: {@link
   * Tangent#name} of the pass and of the output {@link Gradient#name} of the leaf; none where it is
   * zero.
   *
   * @param graph with the gradients of these leaves
   * @param leaves those in which the direction lies; it is given as in {@link Tangent#of}
   */
  Graph along(
      Graph graph, String pass, Collection<String> leaves, Collection<String> productLeaves);

  /**
   * The graph with the tangents of all cotangents and of the inputs of sites, for a unit seed at a
   * group; none where they are zero, or have no part in the matrix.
   *
   * @param graph with the outputs {@link LinearSites#cotangent}
   */
  Graph at(Graph graph, SiteGroup seeded, List<SiteGroup> groups);
}
