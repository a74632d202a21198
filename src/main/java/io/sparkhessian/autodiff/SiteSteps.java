package io.sparkhessian.autodiff;

import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Steps from groups of sites to the next group. A step exists if an elementwise function of the
 * value z is the input of one product of the next group, u = φ(z) and z′ = u Pᵀ + const., and z has
 * no other consumer. The Hessian with respect to z then follows from the Hessian with respect to
 * z′,
 *
 * <pre>M = D Pᵀ M′ P D + E,   D = diag(φ′(z)),   E = diag(φ″(z) ∘ ∂F/∂u),</pre>
 *
 * sample by sample and without tangents.
 */
public final class SiteSteps implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LinearSites sites;
  private final Graph graph;
  private final List<Step> steps;

  private SiteSteps(LinearSites sites, Graph graph, List<Step> steps) {
    this.sites = sites;
    this.graph = graph;
    this.steps = List.copyOf(steps);
  }

  /**
   * A step between two groups.
   *
   * @param from the group of z
   * @param product the site whose input is u
   * @param to the group of z′, which includes {@code product}
   */
  public record Step(SiteGroup from, Site product, SiteGroup to) implements Serializable {
    /** Name of the output with φ′(z), n × units of z. */
    public String slope() {
      return "slope/" + from.number();
    }

    /**
     * Name of the output with φ″(z) ∘ ∂F/∂u, n × units of z; the graph lacks the output if it is
     * zero.
     */
    public String bend() {
      return "bend/" + from.number();
    }
  }

  /**
   * Finds the steps of all groups.
   *
   * @param scalar the output for which the sites were found
   */
  public static SiteSteps of(LinearSites sites, String scalar) {
    Graph graph = sites.graph();
    GraphBuilder g = new GraphBuilder(graph);
    Node objective = graph.output(scalar);
    Map<String, Node> outputs = new LinkedHashMap<>(graph.outputs());
    List<Step> steps = new ArrayList<>();
    for (SiteGroup group : sites.groups()) {
      Node z = graph.output(group.value());
      Set<Node> moved = Gradient.between(graph, List.of(z), objective);
      FunctionsOfOneValue functions = new FunctionsOfOneValue(graph, moved, Set.of(z));
      Optional<Step> found = step(sites, group, moved, functions.of(z));
      if (found.isPresent()
          && addDerivatives(g, graph, objective, found.get(), functions, outputs)) {
        steps.add(found.get());
      }
    }
    return new SiteSteps(sites, Graph.of(outputs), steps);
  }

  /** The only consumer of functions of z, if there is one and it is a product. */
  private static Optional<Step> step(
      LinearSites sites, SiteGroup from, Set<Node> moved, List<Node> functions) {
    List<Node> consumers =
        moved.stream()
            .filter(node -> !functions.contains(node))
            .filter(node -> node.operands().stream().anyMatch(functions::contains))
            .toList();
    if (consumers.size() != 1) {
      return Optional.empty();
    }
    List<Step> found = new ArrayList<>();
    for (SiteGroup to : sites.groups()) {
      for (Site site : to.sites()) {
        boolean known = !site.sparse() && !site.ownInputs();
        Node u = known ? sites.graph().output(site.input()) : null;
        if (known && functions.contains(u) && consumers.get(0).operands().contains(u)) {
          found.add(new Step(from, site, to));
        }
      }
    }
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** Adds the derivatives of a step, or returns false if the slope is zero everywhere. */
  private static boolean addDerivatives(
      GraphBuilder g,
      Graph graph,
      Node objective,
      Step step,
      FunctionsOfOneValue functions,
      Map<String, Node> outputs) {
    Node u = graph.output(step.product().input());
    FunctionsOfOneValue.Derivatives by =
        functions.derivatives(g, graph.output(step.from().value()));
    Node slope = by.first().get(u);
    if (slope == null) {
      return false;
    }
    outputs.put(step.slope(), slope);
    Node second = by.second().get(u);
    Node cotangent =
        Gradient.cotangents(g, graph, Map.of(objective, g.constant(1)), List.of(u)).get(u);
    if (second != null && cotangent != null) {
      outputs.put(step.bend(), g.broadcastTo(g.multiply(second, cotangent), u.type()));
    }
    return true;
  }

  /** The step from a group, if any. */
  public Optional<Step> from(SiteGroup group) {
    return steps.stream().filter(step -> step.from().equals(group)).findFirst();
  }

  /** The sites connected by the steps. */
  public LinearSites sites() {
    return sites;
  }

  /** The graph of the sites with the outputs {@link Step#slope} and {@link Step#bend}. */
  public Graph graph() {
    return graph;
  }
}
