package io.sparkhessian.autodiff;

import io.sparkhessian.autodiff.rules.Terms;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Type;
import io.sparkhessian.graph.TypeException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The diagonal of a Gauss-Newton matrix by backward passes: with C the second derivative of the
 * loss by the model's output z, and J_a the derivative of z by the value of a site, a weight of
 * unit i has Σ_s u[s,j]² q[s,i], where q = Σ_k (J_aᵀ e_k) ⊙ (J_aᵀ C e_k) over the columns k of z.
 */
public final class GaussNewtonSquares {
  private final LinearSites sites;
  private final GaussNewton matrix;
  private final Graph graph;
  private final GraphBuilder g;

  private GaussNewtonSquares(LinearSites sites, GaussNewton matrix) {
    this.sites = sites;
    this.matrix = matrix;
    this.graph = matrix.prepared(sites.objective());
    this.g = new GraphBuilder(graph);
  }

  /** The output that holds the diagonal at this leaf, element by element. */
  public static String name(String leaf) {
    return "diagonal/" + leaf;
  }

  /**
   * The graph with the output {@link #name} for each parameter, and for {@link LinearSites#free}
   * where a regulariser sees it; none where it is zero.
   *
   * @throws TypeException when a parameter enters the model otherwise than at one linear site, or
   *     with sparse features
   */
  public static Graph of(LinearSites sites, GaussNewton matrix) {
    GaussNewtonSquares squares = new GaussNewtonSquares(sites, matrix);
    squares.requireSites();
    Map<String, Node> outputs = new LinkedHashMap<>(squares.graph.outputs());
    squares.addSites(outputs);
    squares.addRest(outputs);
    return Graph.of(outputs);
  }

  private void requireSites() {
    Map<String, Integer> uses = new HashMap<>();
    sites.groups().stream()
        .flatMap(group -> group.sites().stream())
        .forEach(
            site -> {
              uses.merge(site.parameter(), 1, Integer::sum);
              if (site.sparse()) {
                throw new TypeException("the features are sparse, and would have to be squared");
              }
            });
    Node z = graph.output(matrix.output());
    graph
        .parameters()
        .forEach(
            leaf -> {
              boolean moves =
                  Gradient.downstream(graph, List.of(graph.leaf(leaf.name()).orElseThrow()))
                      .contains(z);
              if (moves && uses.getOrDefault(leaf.name(), 0) != 1) {
                throw new TypeException(
                    "the parameter '%s' enters the model otherwise than at one linear site"
                        .formatted(leaf.name()));
              }
            });
  }

  private void addSites(Map<String, Node> outputs) {
    List<Node> values = sites.groups().stream().map(group -> graph.output(group.value())).toList();
    Map<Node, Node> squares = squares(values);
    for (SiteGroup group : sites.groups()) {
      Node q = squares.get(graph.output(group.value()));
      for (Site site : q == null ? List.<Site>of() : group.sites()) {
        outputs.put(name(site.parameter()), entries(site, g.broadcastTo(q, valueType(group))));
      }
    }
  }

  private Type valueType(SiteGroup group) {
    return graph.output(group.value()).type();
  }

  /** q at each of the values. */
  private Map<Node, Node> squares(Collection<Node> values) {
    Node z = graph.output(matrix.output());
    if (z.type().rows() != 1) {
      throw new TypeException("the model's output is %s, not a row a sample".formatted(z.type()));
    }
    Map<Node, Node> q = new HashMap<>();
    for (int k = 0; k < z.type().columns(); k++) {
      double[][] unit = new double[1][z.type().columns()];
      unit[0][k] = 1;
      Node seed = g.broadcastTo(g.constant(unit), z.type());
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
