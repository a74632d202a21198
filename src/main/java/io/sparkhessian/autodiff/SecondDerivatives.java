package io.sparkhessian.autodiff;

import io.sparkhessian.graph.Graph;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;

/** A symmetric matrix over θ, defined by graphs of its products with directions. */
public interface SecondDerivatives extends Serializable {
  /** The Hessian. */
  SecondDerivatives HESSIAN = new HessianTangents();

  /** Name of the matrix in errors. */
  String title();

  /**
   * Adds the product's elements at some leaves as outputs: {@link Tangent#name} of the pass and of
   * the leaf's {@link Gradient#name}. A zero product gets no output.
   *
   * @param graph with the gradients of the leaves
   * @param leaves the leaves of the direction, which is given as in {@link Tangent#of}
   */
  Graph along(
      Graph graph, String pass, Collection<String> leaves, Collection<String> productLeaves);

  /**
   * Adds the tangents of all cotangents and of the inputs of sites for a unit seed at a group. A
   * tangent that is zero or does not contribute to the matrix gets no output.
   *
   * @param graph with the outputs {@link LinearSites#cotangent}
   */
  Graph at(Graph graph, SiteGroup seeded, List<SiteGroup> groups);
}
