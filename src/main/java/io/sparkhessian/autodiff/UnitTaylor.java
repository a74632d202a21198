package io.sparkhessian.autodiff;

import io.sparkhessian.autodiff.rules.Terms;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Layout;
import io.sparkhessian.graph.Node;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Second directional derivatives along unit seeds for each sample: q_i[s] = d²/dh² F_s(z + h e_i)
 * at h = 0, where F_s is the sample's term of the objective F, including weight and reduction.
 */
public final class UnitTaylor {
  private UnitTaylor() {}

  /** Name of the output with a group's q, one number per direction and sample. */
  public static String name(SiteGroup group) {
    return "unit-second/" + group.number();
  }

  /**
   * Adds to the objective one output {@link #name} for each group that enters only plain sums over
   * the samples and whose q is not zero.
   *
   * @param scalar the output that holds F
   * @return the graph and the covered groups
   */
  public static Covered of(LinearSites sites, String scalar) {
    Graph graph = sites.objective();
    Map<String, Node> outputs = new LinkedHashMap<>(graph.outputs());
    Set<SiteGroup> covered = new HashSet<>();
    GraphBuilder g = new GraphBuilder(graph);
    for (SiteGroup group : sites.groups()) {
      Optional<Optional<Node>> q = second(g, graph, scalar, group);
      q.ifPresent(any -> covered.add(group));
      q.flatMap(node -> node).ifPresent(node -> outputs.put(name(group), node));
    }
    return new Covered(Graph.of(outputs), covered);
  }

  /**
   * A graph with the outputs {@link UnitTaylor#name}.
   *
   * @param groups the covered groups; q = 0 for a group without an output
   */
  public record Covered(Graph graph, Set<SiteGroup> groups) {
    public Covered {
      groups = Set.copyOf(groups);
    }
  }

  /** Empty if z enters a contraction over the samples; an empty node if q is zero. */
  private static Optional<Optional<Node>> second(
      GraphBuilder g, Graph graph, String scalar, SiteGroup group) {
    Node z = graph.output(group.value());
    Set<Node> moved = Gradient.downstream(graph, List.of(z));
    List<Node> sums =
        graph.nodes().stream()
            .filter(node -> node.isSumOverSamples() && moved.contains(node))
            .toList();
    if (!sums.stream().allMatch(sum -> sum.op() instanceof Layout.SumTo)) {
      return Optional.empty();
    }
    Map<Node, Node> cotangents =
        Gradient.cotangents(g, graph, Map.of(graph.output(scalar), g.constant(1)), sums);
    Map<Node, Node> tangents = Tangent.tangents(g, graph, Tangent.seedAt(g, graph, group.value()));
    Map<Node, Node> seconds = Taylor.seconds(g, graph.nodes(), tangents);
    Terms q = Terms.of(g);
    for (Node sum : sums) {
      Node second = seconds.get(sum.operand(0));
      Node cotangent = cotangents.get(sum);
      if (second != null && cotangent != null) {
        q = q.plus(g.sum(g.multiply(cotangent, second)));
      }
    }
    return Optional.of(Optional.ofNullable(q.sum()));
  }
}
