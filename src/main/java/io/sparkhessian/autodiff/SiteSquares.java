package io.sparkhessian.autodiff;

import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Type;
import io.sparkhessian.graph.TypeException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Diagonals at linear sites as outputs of a graph: with q a number a unit and sample, the weight of
 * unit i and input j has Σ_s q[s,i] u[s,j]²; what does not go through the model's output keeps its
 * Hessian.
 */
public final class SiteSquares {
  private final LinearSites sites;
  private final GaussNewton model;
  private final Graph graph;
  private final GraphBuilder g;

  /**
   * @param graph that of the sites, prepared by the model
   * @throws TypeException when a parameter enters the model otherwise than at one linear site, or
   *     with sparse features, or the model's output is no row a sample
   */
  SiteSquares(LinearSites sites, GaussNewton model, Graph graph, GraphBuilder g) {
    this.sites = sites;
    this.model = model;
    this.graph = graph;
    this.g = g;
    requireSites();
  }

  /** The output that holds the diagonal at this leaf, element by element. */
  public static String name(String leaf) {
    return "diagonal/" + leaf;
  }

  private void requireSites() {
    Node z = output();
    if (z.type().rows() != 1) {
      throw new TypeException("the model's output is %s, not a row a sample".formatted(z.type()));
    }
    Map<String, Integer> uses = new HashMap<>();
    for (SiteGroup group : sites.groups()) {
      for (Site site : group.sites()) {
        uses.merge(site.parameter(), 1, Integer::sum);
        if (site.sparse()) {
          throw new TypeException("the features are sparse, and would have to be squared");
        }
      }
    }
    for (Leaf.Parameter leaf : graph.parameters()) {
      Node node = graph.leaf(leaf.name()).orElseThrow();
      boolean moves = Gradient.downstream(graph, List.of(node)).contains(z);
      if (moves && uses.getOrDefault(leaf.name(), 0) != 1) {
        throw new TypeException(
            "the parameter '%s' enters the model otherwise than at one linear site"
                .formatted(leaf.name()));
      }
    }
  }

  /** The model's output z. */
  Node output() {
    return graph.output(model.output());
  }

  /** The values of the sites, one a group. */
  List<Node> values() {
    return sites.groups().stream().map(group -> graph.output(group.value())).toList();
  }

  /**
   * The graph with the output {@link #name} for each parameter, and for {@link LinearSites#free}
   * where a regulariser sees it; none where it is zero.
   *
   * @param squares q at each value of {@link #values}; none where it is zero
   */
  Graph with(Map<Node, Node> squares) {
    Map<String, Node> outputs = new LinkedHashMap<>(graph.outputs());
    for (SiteGroup group : sites.groups()) {
      Node value = graph.output(group.value());
      Node q = squares.get(value);
      for (Site site : q == null ? List.<Site>of() : group.sites()) {
        outputs.put(name(site.parameter()), entries(site, g.broadcastTo(q, value.type())));
      }
    }
    addRest(outputs);
    return Graph.of(outputs);
  }

  private Node entries(Site site, Node q) {
    Node u = graph.output(site.input());
    Node squared = g.multiply(u, u);
    if (site.inputs() == 1) {
      return g.sumTo(g.multiply(q, squared), Type.shared(1, site.units()));
    }
    return site.unitMajor() ? g.contract(q, squared) : g.contract(squared, q);
  }

  /** The diagonal of the Hessian of what does not go through z. */
  private void addRest(Map<String, Node> outputs) {
    for (String name : graph.parameters().stream().map(Leaf.Parameter::name).toList()) {
      Node leaf = graph.leaf(name).orElseThrow();
      Node gradient = graph.outputs().get(GaussNewton.rest(name));
      Node moved =
          gradient == null
              ? null
              : Tangent.tangents(g, graph, Tangent.seeds(g, graph, List.of(name))).get(gradient);
      if (moved == null) {
        continue;
      }
      if (!Tangent.isElementwise(moved)) {
        throw new TypeException(
            "what is added to the losses couples elements of the parameter '%s'".formatted(name));
      }
      Node ones = g.broadcastTo(g.constant(1), leaf.type());
      Node entries = Tangent.tangents(g, graph, Map.of(leaf, ones)).get(gradient);
      outputs.put(name(name), g.broadcastTo(entries, leaf.type()));
    }
  }
}
