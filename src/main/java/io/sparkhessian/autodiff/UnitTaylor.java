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
 * Second directional derivatives along unit seeds, sample by sample: q_i[s] = d²/dh² F_s(z + h e_i)
 * at h = 0, where F_s is the sample's share of the objective F, weight and reduction included.
 */
public final class UnitTaylor {
  private UnitTaylor() {}

  /** The name of the output that holds q of this group, a number a direction and sample. */
  public static String name(SiteGroup group) {
    return "unit-second/" + group.number();
  }

  /**
   * The objective of the sites with one more output, {@link #name}, for each group whose values go
   * into plain sums over the samples; none for the others, and where q is zero.
   *
   * @param scalar the output that holds F
   * @return the graph, and the groups that are covered
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
   * @param groups those whose q it holds; one without an output has q = 0
   */
  public record Covered(Graph graph, Set<SiteGroup> groups) {
    public Covered {
      groups = Set.copyOf(groups);
    }
  }

  /** Empty when z goes into a product over the samples; an empty node when q is zero. */
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
