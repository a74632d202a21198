package io.sparkhessian.autodiff;

import io.sparkhessian.autodiff.rules.CotangentRule;
import io.sparkhessian.autodiff.rules.SquareRule;
import io.sparkhessian.autodiff.rules.Terms;
import io.sparkhessian.graph.Binary;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.TypeException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The backward recursion for second derivatives that neglects mixed derivatives: Becker and Le Cun,
 * Improving the convergence of back-propagation learning with second order methods (1989).
 *
 * <p>With g and h the first and second derivatives of F with respect to each element of a sample's
 * value,
 *
 * <ul>
 *   <li>z = f(x) elementwise, where f may consist of several operations: g_x = f′ g_z, h_x = f′²
 *       h_z + f″ g_z;
 *   <li>z = u Pᵀ: g_u = g_z P, h_u = h_z (P ⊙ P);
 *   <li>a sum, slice or broadcast: h follows from the transpose, as g does;
 *   <li>a value with several consumers: the sum of the contributions.
 * </ul>
 *
 * The entry of the weight of unit i and input j is Σ_s h_z[s,i] u[s,j]².
 */
public final class DiagonalRecursion {
  private final Graph graph;
  private final GraphBuilder g;
  private final Set<Node> moved;
  private final FunctionsOfOneValue functions;
  private final Map<Node, Node> first = new HashMap<>();
  private final Map<Node, Node> second = new HashMap<>();

  private DiagonalRecursion(Graph graph, GraphBuilder g, Node z, List<Node> values) {
    this.graph = graph;
    this.g = g;
    this.moved = Gradient.between(graph, values, z);
    this.functions = new FunctionsOfOneValue(graph, moved, Set.copyOf(values));
  }

  /**
   * Builds the diagonal; the result needs no directions.
   *
   * @param output the second derivatives at the output, where the recursion begins
   * @throws TypeException if the model uses a parameter other than at one linear site or multiplies
   *     values of a sample with each other, or if a regulariser couples elements
   */
  public static DiagonalGraph of(LinearSites sites, GaussNewton model, OutputCurvature output) {
    Graph graph = model.prepared(sites.objective());
    GraphBuilder g = new GraphBuilder(graph);
    SiteSquares squares = new SiteSquares(sites, model, graph, g);
    Node z = squares.output();
    requireSites(graph, squares);
    DiagonalRecursion recursion = new DiagonalRecursion(graph, g, z, squares.values());
    recursion.add(recursion.first, z, model.cotangent(graph));
    recursion.add(recursion.second, z, output.of(g, graph, model));
    return new DiagonalGraph(outputs(graph, squares, recursion.run()), Map.of());
  }

  private static void requireSites(Graph graph, SiteSquares squares) {
    Node z = squares.output();
    if (z.type().rows() != 1) {
      throw new TypeException(
          "the model's output is %s, not one row per sample".formatted(z.type()));
    }
    for (String leaf : graph.parameters().stream().map(Leaf.Parameter::name).toList()) {
      if (squares.reachesModel(leaf) && squares.of(leaf).size() != 1) {
        throw new TypeException(
            "the model uses the parameter '%s' other than at one linear site".formatted(leaf));
      }
    }
  }

  private static Graph outputs(Graph graph, SiteSquares squares, Map<Node, Node> second) {
    Map<String, Node> outputs = new LinkedHashMap<>(graph.outputs());
    for (String leaf : graph.parameters().stream().map(Leaf.Parameter::name).toList()) {
      List<SiteSquares.Placed> used = squares.of(leaf);
      if (used.size() == 1 && second.containsKey(used.get(0).value())) {
        Site site = used.get(0).site();
        Node q = second.get(used.get(0).value());
        outputs.put(DiagonalGraph.name(leaf), squares.entries(site, site, q));
      }
      addRest(outputs, squares, leaf);
    }
    return Graph.of(outputs);
  }

  private static void addRest(Map<String, Node> outputs, SiteSquares squares, String leaf) {
    switch (squares.rest(leaf)) {
      case NONE -> {}
      case ELEMENTWISE -> outputs.put(DiagonalGraph.name(leaf), squares.restEntries(leaf));
      case COUPLED ->
          throw new TypeException(
              "the regulariser couples elements of the parameter '%s'".formatted(leaf));
    }
  }

  private void add(Map<Node, Node> sums, Node node, Node share) {
    Node sum = Terms.of(g).plus(sums.get(node)).plus(share).sum();
    if (sum != null) {
      sums.put(node, sum);
    }
  }

  /** Computes h at the values of all sites. */
  private Map<Node, Node> run() {
    for (int id = graph.nodes().size() - 1; id >= 0; id--) {
      Node node = graph.nodes().get(id);
      if (functions.of(node).isEmpty()) {
        continue;
      }
      fromFunctions(node);
      requireLinear(node);
      share(first, node, CotangentRule.of(node.op())::apply);
      share(second, node, SquareRule.of(node.op())::apply);
    }
    return second;
  }

  /** Adds to the derivatives at a value those at its elementwise functions. */
  private void fromFunctions(Node value) {
    FunctionsOfOneValue.Derivatives by = functions.derivatives(g, value);
    Terms gradient = Terms.of(g);
    Terms curvature = Terms.of(g);
    for (Node function : functions.of(value)) {
      Node slope = by.first().get(function);
      Node bend = by.second().get(function);
      Node own = first.remove(function);
      Node ownSecond = second.remove(function);
      if (own != null && slope != null) {
        gradient = gradient.plus(g.multiply(own, slope));
      }
      if (own != null && bend != null) {
        curvature = curvature.plus(g.multiply(own, bend));
      }
      if (ownSecond != null && slope != null) {
        curvature = curvature.plus(g.multiply(ownSecond, g.multiply(slope, slope)));
      }
    }
    add(first, value, gradient.sum());
    add(second, value, curvature.sum());
  }

  private void requireLinear(Node node) {
    boolean left = !node.operands().isEmpty() && moved.contains(node.operand(0));
    boolean right = node.operands().size() > 1 && moved.contains(node.operand(1));
    boolean product = node.op() instanceof Binary.Multiply && left && right;
    boolean quotient = node.op() instanceof Binary.Divide && right;
    if (product || quotient) {
      String what =
          product
              ? "multiplies values of a sample with each other"
              : "divides values of a sample by each other";
      throw new TypeException("the operation '%s' %s".formatted(node.op().label(), what));
    }
  }

  private interface Rule {
    List<Node> apply(GraphBuilder g, Node z, Node of);
  }

  private void share(Map<Node, Node> sums, Node node, Rule rule) {
    Node own = sums.get(node);
    if (own == null) {
      return;
    }
    List<Node> shares = rule.apply(g, node, g.broadcastTo(own, node.type()));
    for (int i = 0; i < shares.size(); i++) {
      if (moved.contains(node.operand(i))) {
        add(sums, node.operand(i), shares.get(i));
      }
    }
  }
}
