package io.sparkhessian.curvature;

import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.Tangent;
import io.sparkhessian.autodiff.Taylor;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.curvature.layout.ParameterLeaf;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.objective.ObjectiveGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of the diagonal that unit Taylor passes do not cover: for each block, the leaves that
 * need a second directional derivative.
 *
 * <p>Of a block with covered sites, only the other uses remain, if any.
 *
 * @param graph with an output for each block of {@code leaves} whose rest is not zero
 * @param elementwise the blocks whose remaining Hessian is a diagonal matrix
 */
record DiagonalLeaves(Graph graph, Map<String, List<String>> leaves, Set<String> elementwise) {

  static DiagonalLeaves of(ParameterLayout layout, LinearSites sites, Set<String> covered) {
    List<ParameterLeaf> all = ParameterLeaf.of(layout, sites);
    List<String> names = all.stream().map(ParameterLeaf::name).toList();
    Graph graph = Gradient.of(sites.objective(), ObjectiveGraph.OBJECTIVE, names);
    Map<String, List<String>> leaves = new HashMap<>();
    Set<String> elementwise = new HashSet<>();
    for (ParameterLayout.Block block : layout.blocks()) {
      List<String> own = new ArrayList<>();
      all.stream().filter(leaf -> leaf.block().equals(block)).forEach(leaf -> own.add(leaf.name()));
      if (covered.contains(block.name())) {
        own.remove(block.name());
      }
      if (own.size() == 1 && isDiagonal(graph, own.get(0))) {
        elementwise.add(block.name());
        String leaf = own.get(0);
        graph = Tangent.of(graph, leaf, own, List.of(Gradient.name(leaf)));
      } else if (!own.isEmpty()) {
        graph = Taylor.of(graph, block.name(), own, List.of(ObjectiveGraph.OBJECTIVE));
      }
      leaves.put(block.name(), List.copyOf(own));
    }
    return new DiagonalLeaves(graph, leaves, elementwise);
  }

  /** The parameters whose sites and other uses have nonzero mixed derivatives. */
  static Set<String> coupled(LinearSites sites) {
    Set<String> coupled = new HashSet<>();
    for (Leaf.Parameter leaf : sites.objective().parameters()) {
      String free = LinearSites.free(leaf.name());
      if (sites.objective().leaf(free).isPresent()) {
        List<String> names = List.of(leaf.name(), free);
        Graph graph = Gradient.of(sites.objective(), ObjectiveGraph.OBJECTIVE, names);
        if (couples(graph, free, leaf.name())) {
          coupled.add(leaf.name());
        }
      }
    }
    return coupled;
  }

  private static boolean couples(Graph graph, String free, String site) {
    String gradient = Gradient.name(site);
    return Tangent.of(graph, free, List.of(free), List.of(gradient))
        .outputs()
        .containsKey(Tangent.name(free, gradient));
  }

  private static boolean isDiagonal(Graph graph, String leaf) {
    String gradient = Gradient.name(leaf);
    Graph tangent = Tangent.of(graph, leaf, List.of(leaf), List.of(gradient));
    String output = Tangent.name(leaf, gradient);
    return tangent.outputs().containsKey(output) && Tangent.isElementwise(tangent.output(output));
  }

  /** Name of the output with the rest of a block. */
  static String output(String block, boolean elementwise, Map<String, List<String>> leaves) {
    if (!elementwise) {
      return Taylor.name(block, ObjectiveGraph.OBJECTIVE);
    }
    String leaf = leaves.get(block).get(0);
    return Tangent.name(leaf, Gradient.name(leaf));
  }
}
