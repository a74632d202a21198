package io.sparkhessian.autodiff;

import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The linear sites of an objective; every other use of a parameter takes the general path.
 *
 * <p>A parameter with both sites and other uses becomes two leaves in {@link #graph}: its sites use
 * the leaf with its name, all other uses the leaf {@link #free}. The Hessian entries of both leaves
 * add up.
 */
public final class LinearSites implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Graph objective;
  private final Graph graph;
  private final List<SiteGroup> groups;

  private LinearSites(Graph objective, Graph graph, List<SiteGroup> groups) {
    this.objective = objective;
    this.graph = graph;
    this.groups = List.copyOf(groups);
  }

  /** Name of the leaf for a parameter's uses other than sites, if it has sites too. */
  public static String free(String parameter) {
    return "free/" + parameter;
  }

  /** Name of the output with the cotangent of a group's value z: ∂F/∂z, n × units. */
  public static String cotangent(SiteGroup group) {
    return "cotangent/" + group.number();
  }

  /**
   * Finds the sites of an objective.
   *
   * @param scalar the output to differentiate: a sum over the samples plus a function of the
   *     parameters alone
   */
  public static LinearSites of(Graph objective, String scalar) {
    return of(objective, scalar, SecondDerivatives.HESSIAN);
  }

  /** Finds the sites of an objective for a matrix other than the Hessian. */
  public static LinearSites of(Graph objective, String scalar, SecondDerivatives derivatives) {
    GraphBuilder g = new GraphBuilder(objective);
    SiteFinder finder = new SiteFinder(objective, g);
    Map<Node, Map<Integer, SiteFinder.Use>> uses = new HashMap<>();
    Map<Node, List<SiteFinder.Use>> byValue = new LinkedHashMap<>();
    Set<String> withSites = new HashSet<>();
    for (Node node : objective.nodes()) {
      for (int i = 0; i < node.operands().size(); i++) {
        Optional<SiteFinder.Use> use = finder.site(node, i);
        if (use.isPresent()) {
          uses.computeIfAbsent(node, any -> new HashMap<>()).put(i, use.get());
          byValue.computeIfAbsent(use.get().value(), any -> new ArrayList<>()).add(use.get());
          withSites.add(nameOf(node.operand(i)));
        }
      }
    }
    Map<Node, Node> copies = split(g, objective, uses, withSites);
    Map<String, Node> outputs = new LinkedHashMap<>();
    objective.outputs().forEach((name, node) -> outputs.put(name, copies.get(node)));
    List<SiteGroup> groups = groups(byValue, copies, outputs);
    Graph split = Graph.of(outputs);
    return new LinearSites(split, withTangents(split, scalar, derivatives, groups), groups);
  }

  /** An objective without sites, for the general path only. */
  public static LinearSites none(Graph objective) {
    return new LinearSites(objective, objective, List.of());
  }

  /** Copies the nodes and moves uses other than sites to separate leaves. */
  private static Map<Node, Node> split(
      GraphBuilder g,
      Graph objective,
      Map<Node, Map<Integer, SiteFinder.Use>> uses,
      Set<String> withSites) {
    Map<Node, Node> copies = new HashMap<>();
    for (Node node : objective.nodes()) {
      Node[] operands = new Node[node.operands().size()];
      for (int i = 0; i < operands.length; i++) {
        Node operand = node.operand(i);
        boolean site = uses.getOrDefault(node, Map.of()).containsKey(i);
        operands[i] = copies.get(operand);
        if (operand.op() instanceof Leaf.Parameter leaf
            && !site
            && withSites.contains(leaf.name())) {
          operands[i] =
              g.add(
                  new Leaf.Parameter(
                      free(leaf.name()), leaf.rows(), leaf.columns(), leaf.penalised()));
        }
      }
      copies.put(node, g.add(node.op(), operands));
    }
    return copies;
  }

  private static List<SiteGroup> groups(
      Map<Node, List<SiteFinder.Use>> byValue, Map<Node, Node> copies, Map<String, Node> outputs) {
    List<SiteGroup> groups = new ArrayList<>();
    int number = 0;
    for (Map.Entry<Node, List<SiteFinder.Use>> entry : byValue.entrySet()) {
      int units = entry.getKey().type().columns();
      List<Site> sites = new ArrayList<>();
      for (SiteFinder.Use use : entry.getValue()) {
        Site site =
            new Site(
                number++,
                nameOf(use.consumer().operand(use.operand())),
                units,
                use.inputs(),
                use.input().isSparse(),
                nonzeros(use),
                use.ownInputs(),
                use.unitStride(),
                use.inputStride());
        sites.add(site);
        if (!site.sparse()) {
          outputs.put(site.input(), copies.getOrDefault(use.input(), use.input()));
        }
      }
      SiteGroup group = new SiteGroup(groups.size(), units, sites);
      groups.add(group);
      outputs.put(group.value(), copies.get(entry.getKey()));
    }
    return groups;
  }

  private static int nonzeros(SiteFinder.Use use) {
    return use.input().op() instanceof Leaf.SparseFeatures features
        ? features.nonzeros()
        : use.inputs();
  }

  /**
   * Adds the cotangents of all groups and, for a seed at each group, the tangents that are not
   * zero.
   */
  private static Graph withTangents(
      Graph split, String scalar, SecondDerivatives derivatives, List<SiteGroup> groups) {
    Graph graph = Gradient.at(split, scalar, names(groups));
    for (SiteGroup group : groups) {
      graph = derivatives.at(graph, group, groups);
    }
    return graph;
  }

  private static Map<String, String> names(List<SiteGroup> groups) {
    Map<String, String> names = new LinkedHashMap<>();
    groups.forEach(group -> names.put(group.value(), cotangent(group)));
    return names;
  }

  /**
   * Whether a seed at a group moves the input of a site, i.e. the group is upstream of the site.
   */
  public boolean moves(SiteGroup group, Site site) {
    return graph.outputs().containsKey(Tangent.name(group.value(), site.input()));
  }

  /** Whether a seed of unit i at a group moves at most column i of the input of a site. */
  public boolean movesOwnColumn(SiteGroup group, Site site) {
    return !moves(group, site)
        || Tangent.isElementwise(graph.output(Tangent.name(group.value(), site.input())));
  }

  private static String nameOf(Node node) {
    return node.op() instanceof Leaf leaf ? leaf.name() : "";
  }

  /**
   * The objective with split leaves but no derivatives, with the outputs {@link SiteGroup#value}
   * and {@link Site#input}.
   */
  public Graph objective() {
    return objective;
  }

  /**
   * {@link #objective}, with the outputs {@link SiteGroup#value}, {@link #cotangent}, {@link
   * Site#input} and, for a unit seed at each group, their tangents, {@link Tangent#name} of the
   * group's value.
   */
  public Graph graph() {
    return graph;
  }

  /** The groups in the order of evaluation. */
  public List<SiteGroup> groups() {
    return groups;
  }
}
