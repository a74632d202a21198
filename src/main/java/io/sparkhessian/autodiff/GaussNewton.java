package io.sparkhessian.autodiff;

import io.sparkhessian.autodiff.rules.Terms;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.TypeException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The generalised Gauss-Newton matrix Σ_s w_s J_sᵀ (∂²ℓ/∂z²) J_s, where J is the derivative of the
 * model's output z. A regulariser keeps its Hessian.
 *
 * <p>A product propagates a tangent forward to z, multiplies it by the exact Hessian of the loss
 * and propagates the result backward as a cotangent: Schraudolph, Fast curvature matrix-vector
 * products for second-order gradient descent (2002). For cross-entropy, logistic, Poisson and
 * squared-error losses, z is the natural parameter of a label distribution and ∂²ℓ/∂z² does not
 * depend on the label, so the matrix is also the Fisher information.
 *
 * @param scalar the output of the graph that holds F
 * @param output the output that holds z
 * @param empirical whether z is ℓ itself and 1 replaces ∂²ℓ/∂z², which gives the empirical Fisher
 *     matrix Σ_s w_s g_s g_sᵀ with the gradients g_s of ℓ_s
 */
public record GaussNewton(String scalar, String output, boolean empirical)
    implements SecondDerivatives {
  private static final String COTANGENT = "gaussNewton/cotangent";
  private static final String REST = "gaussNewton/rest/";

  /**
   * The Gauss-Newton matrix of an objective.
   *
   * @param objective F without derivatives
   * @throws TypeException if the losses are not functions of z alone
   */
  public static GaussNewton of(Graph objective, String scalar, String output) {
    return checked(objective, new GaussNewton(scalar, output, false));
  }

  /**
   * The empirical Fisher matrix.
   *
   * @param loss the output that holds the loss of a sample
   */
  public static GaussNewton empiricalFisher(Graph objective, String scalar, String loss) {
    return checked(objective, new GaussNewton(scalar, loss, true));
  }

  private static GaussNewton checked(Graph objective, GaussNewton gaussNewton) {
    String output = gaussNewton.output;
    Node z = objective.output(output);
    if (!z.type().perSample()) {
      throw new TypeException(
          "the model's output is %s, not one value per sample".formatted(z.type()));
    }
    if (apart(objective, z).stream().anyMatch(Node::isSumOverSamples)) {
      throw new TypeException(
          "the loss depends on parameters other than through the model's output, so it has no"
              + " Gauss-Newton matrix");
    }
    Graph prepared = gaussNewton.prepared(objective);
    Set<Node> moved = Gradient.downstream(prepared, List.of(prepared.output(output)));
    prepared
        .outputs()
        .forEach(
            (name, node) -> {
              if (name.startsWith(REST) && moved.contains(node)) {
                throw new TypeException(
                    "the losses are not simply added to a function of the parameters, so there is no"
                        + " Gauss-Newton matrix");
              }
            });
    return gaussNewton;
  }

  @Override
  public String title() {
    return empirical ? "the empirical Fisher matrix" : "the Gauss-Newton matrix";
  }

  @Override
  public Graph along(
      Graph graph, String pass, Collection<String> leaves, Collection<String> productLeaves) {
    Graph prepared = prepared(graph);
    GraphBuilder g = new GraphBuilder(prepared);
    Map<Node, Node> seeds = Tangent.seeds(g, prepared, leaves);
    Map<Node, Node> forward = Tangent.tangents(g, prepared, seeds);
    Map<String, Node> targets = new LinkedHashMap<>();
    productLeaves.forEach(name -> prepared.leaf(name).ifPresent(leaf -> targets.put(name, leaf)));
    Map<Node, Node> back = back(g, prepared, forward, targets.values());
    Map<String, Node> outputs = new LinkedHashMap<>(prepared.outputs());
    targets.forEach(
        (name, leaf) -> {
          Node rest = forward.get(prepared.outputs().get(rest(name)));
          Node product = Terms.of(g).plus(back.get(leaf)).plus(rest).sum();
          if (product != null) {
            String output = Tangent.name(pass, Gradient.name(name));
            outputs.put(output, g.broadcastTo(product, leaf.type()));
          }
        });
    return Graph.of(outputs);
  }

  @Override
  public Graph at(Graph graph, SiteGroup seeded, List<SiteGroup> groups) {
    Graph prepared = prepared(graph);
    GraphBuilder g = new GraphBuilder(prepared);
    Map<Node, Node> seed = Tangent.seedAt(g, prepared, seeded.value());
    Map<Node, Node> forward = Tangent.tangents(g, prepared, seed);
    List<Node> values = groups.stream().map(group -> prepared.output(group.value())).toList();
    Map<Node, Node> back = back(g, prepared, forward, values);
    Map<String, Node> outputs = new LinkedHashMap<>(prepared.outputs());
    for (SiteGroup other : groups) {
      Node value = prepared.output(other.value());
      if (back.containsKey(value)) {
        String name = Tangent.name(seeded.value(), LinearSites.cotangent(other));
        outputs.put(name, g.broadcastTo(back.get(value), value.type()));
      }
    }
    return Graph.of(outputs);
  }

  /** Jᵀ (∂²F/∂z²) ż at the targets and the nodes between, from the model's tangents. */
  private Map<Node, Node> back(
      GraphBuilder g, Graph graph, Map<Node, Node> forward, Collection<Node> targets) {
    Node z = graph.output(output);
    if (!forward.containsKey(z)) {
      return Map.of();
    }
    Node curved = curved(g, graph, forward.get(z));
    return curved == null ? Map.of() : Gradient.cotangents(g, graph, Map.of(z, curved), targets);
  }

  /** (∂²F/∂z²) ż on a prepared graph; null where it is zero. */
  Node curved(GraphBuilder g, Graph graph, Node forward) {
    Node cotangent = cotangent(graph);
    return empirical
        ? g.multiply(cotangent, forward)
        : Tangent.tangents(g, graph, Map.of(graph.output(output), forward)).get(cotangent);
  }

  /** ∂F/∂z of a prepared graph. */
  Node cotangent(Graph graph) {
    return graph.output(COTANGENT);
  }

  /** Name of the output of a prepared graph with a leaf's gradient of the terms that bypass z. */
  static String rest(String leaf) {
    return REST + leaf;
  }

  /** Adds ∂F/∂z and, for each parameter, the gradient of the terms that bypass z. */
  Graph prepared(Graph graph) {
    if (graph.outputs().containsKey(COTANGENT)) {
      return graph;
    }
    Graph with = Gradient.at(graph, scalar, Map.of(output, COTANGENT));
    GraphBuilder g = new GraphBuilder(with);
    Map<Node, Node> one = Map.of(with.output(scalar), g.constant(1));
    Map<Node, Node> rest = Gradient.among(g, with, one, apart(with, with.output(output)));
    Map<String, Node> outputs = new LinkedHashMap<>(with.outputs());
    with.parameters()
        .forEach(
            leaf -> {
              Node gradient = rest.get(with.leaf(leaf.name()).orElseThrow());
              if (gradient != null) {
                outputs.put(rest(leaf.name()), gradient);
              }
            });
    return Graph.of(outputs);
  }

  /** The nodes that depend on parameters other than through z. */
  private static Set<Node> apart(Graph graph, Node z) {
    Set<Node> reached = new HashSet<>();
    for (Node node : graph.nodes()) {
      boolean depends = node.operands().stream().anyMatch(reached::contains);
      if (node.op() instanceof Leaf.Parameter || (depends && !node.equals(z))) {
        reached.add(node);
      }
    }
    return reached;
  }
}
