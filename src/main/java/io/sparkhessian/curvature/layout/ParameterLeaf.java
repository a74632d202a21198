package io.sparkhessian.curvature.layout;

import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.graph.Graph;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A leaf of a graph for one parameter matrix of θ. A parameter with linear sites and other uses has
 * two leaves.
 *
 * @param isSite whether all uses of the leaf are linear sites
 */
public record ParameterLeaf(String name, ParameterLayout.Block block, boolean isSite)
    implements Serializable {

  /** The leaves of an objective without sites. */
  public static List<ParameterLeaf> of(ParameterLayout layout) {
    return layout.blocks().stream()
        .map(block -> new ParameterLeaf(block.name(), block, false))
        .toList();
  }

  /** The leaves of an objective with separate leaves for sites, in the order of θ. */
  public static List<ParameterLeaf> of(ParameterLayout layout, LinearSites sites) {
    Set<String> atSites = new HashSet<>();
    sites.groups().forEach(g -> g.sites().forEach(site -> atSites.add(site.parameter())));
    Graph graph = sites.graph();
    List<ParameterLeaf> leaves = new ArrayList<>();
    for (ParameterLayout.Block block : layout.blocks()) {
      if (graph.leaf(block.name()).isPresent()) {
        leaves.add(new ParameterLeaf(block.name(), block, atSites.contains(block.name())));
      }
      String free = LinearSites.free(block.name());
      if (graph.leaf(free).isPresent()) {
        leaves.add(new ParameterLeaf(free, block, false));
      }
    }
    return leaves;
  }

  /** Name of the output with the leaf's gradient. */
  String gradient() {
    return Gradient.name(name);
  }
}
