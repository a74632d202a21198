package io.sparkhessian.autodiff;

import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Diagonals at linear sites as nodes of a graph. The entry of the weight of unit i and input j is
 * Σ_s q[s,i] u[s,j]², with one number q per unit and sample. Terms that bypass the model's output
 * keep their Hessian.
 */
final class SiteSquares {
  private final LinearSites sites;
  private final GaussNewton model;
  private final Graph graph;
  private final GraphBuilder g;

  /**
   * @param graph the graph of the sites, prepared by the model
   */
  SiteSquares(LinearSites sites, GaussNewton model, Graph graph, GraphBuilder g) {
    this.sites = sites;
    this.model = model;
    this.graph = graph;
    this.g = g;
  }

  /** A site and the value that it adds to. */
  record Placed(Site site, Node value) {}

  /** The sites that use a leaf. */
  List<Placed> of(String leaf) {
    return sites.groups().stream()
        .flatMap(
            group ->
                group.sites().stream()
                    .filter(site -> site.parameter().equals(leaf))
                    .map(site -> new Placed(site, graph.output(group.value()))))
        .toList();
  }

  /** The model's output z. */
  Node output() {
    return graph.output(model.output());
  }

  /** The values of the sites, one per group. */
  List<Node> values() {
    return sites.groups().stream().map(group -> graph.output(group.value())).toList();
  }

  /** Whether the model's output depends on a leaf. */
  boolean reachesModel(String leaf) {
    Node node = graph.leaf(leaf).orElseThrow();
    return Gradient.downstream(graph, List.of(node)).contains(output());
  }

  /** Whether the inputs of two sites of a leaf have an elementwise product. */
  static boolean areAligned(Site first, Site second) {
    return first.units() == second.units()
        && first.inputs() == second.inputs()
        && first.unitStride() == second.unitStride()
        && first.sparse() == second.sparse();
  }

  /**
   * Σ_s q[s,i] u[s,j] v[s,j] for the weights of a leaf, with the inputs u and v of two sites or of
   * one site twice.
   *
   * @param q n × units
   */
  Node entries(Site first, Site second, Node q) {
    Node each = g.broadcastTo(q, Type.perSample(first.units()));
    if (first.sparse()) {
      Node squared = squaredFeatures();
      return first.unitMajor() ? g.contract(each, squared) : g.contract(squared, each);
    }
    Node inputs = g.multiply(graph.output(first.input()), graph.output(second.input()));
    if (first.inputs() == 1) {
      return g.sumTo(g.multiply(each, inputs), Type.shared(1, first.units()));
    }
    return first.unitMajor() ? g.contract(each, inputs) : g.contract(inputs, each);
  }

  private Node squaredFeatures() {
    Node features = graph.leaf(Leaf.SampleInput.FEATURES).orElseThrow();
    Leaf.SparseFeatures plain = (Leaf.SparseFeatures) features.op();
    return g.add(new Leaf.SparseFeatures(plain.columns(), plain.nonzeros(), true));
  }

  /** Dependence of the terms that bypass z on a leaf. */
  enum Rest {
    NONE,
    /** Elementwise, so that the Hessian is a diagonal matrix. */
    ELEMENTWISE,
    COUPLED
  }

  Rest rest(String leaf) {
    Node seed = Tangent.seeds(g, graph, List.of(leaf)).get(graph.leaf(leaf).orElseThrow());
    Optional<Node> moved = moved(leaf, seed);
    if (moved.isEmpty()) {
      return Rest.NONE;
    }
    return Tangent.isElementwise(moved.get()) ? Rest.ELEMENTWISE : Rest.COUPLED;
  }

  /** The diagonal of elementwise terms that bypass z. */
  Node restEntries(String leaf) {
    Type type = graph.leaf(leaf).orElseThrow().type();
    Node ones = g.broadcastTo(g.constant(1), type);
    return g.broadcastTo(moved(leaf, ones).orElseThrow(), type);
  }

  private Optional<Node> moved(String leaf, Node tangent) {
    Node gradient = graph.outputs().get(GaussNewton.rest(leaf));
    return Optional.ofNullable(gradient)
        .map(
            node ->
                Tangent.tangents(g, graph, Map.of(graph.leaf(leaf).orElseThrow(), tangent))
                    .get(node));
  }
}
