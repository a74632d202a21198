package io.sparkhessian.autodiff;

import io.sparkhessian.graph.Graph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Hessian-vector products: forward mode over the gradient. */
record HessianTangents() implements SecondDerivatives {

  @Override
  public String title() {
    return "the Hessian";
  }

  @Override
  public Graph along(
      Graph graph, String pass, Collection<String> leaves, Collection<String> productLeaves) {
    return Tangent.of(graph, pass, leaves, productLeaves.stream().map(Gradient::name).toList());
  }

  @Override
  public Graph at(Graph graph, SiteGroup seeded, List<SiteGroup> groups) {
    List<String> outputs = new ArrayList<>();
    for (SiteGroup other : groups) {
      outputs.add(LinearSites.cotangent(other));
      other.sites().stream()
          .filter(site -> !site.sparse())
          .forEach(site -> outputs.add(site.input()));
    }
    return Tangent.at(graph, seeded.value(), outputs);
  }
}
