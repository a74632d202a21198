package io.sparkhessian.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LinearSitesTest {
  private static final int FEATURES = 3;

  private static LinearSites sites(Objective objective, double l2) {
    return LinearSites.of(
        ObjectiveGraph.of(objective, FEATURES, Reduction.MEAN, l2), ObjectiveGraph.OBJECTIVE);
  }

  private static Set<String> parameters(LinearSites sites) {
    Set<String> names = new TreeSet<>();
    sites.groups().forEach(g -> g.sites().forEach(site -> names.add(site.parameter())));
    return names;
  }

  private static Node layer(GraphBuilder g, Node x, int number, int units) {
    Node weight = g.parameter("w" + number, units, x.type().columns());
    return g.add(g.matMulTransposed(x, weight), g.intercept("b" + number, units));
  }

  @Test
  void aWeightAndItsBiasAreOneGroup() {
    LinearSites sites =
        sites((g, d) -> g.squaredNorm(layer(g, g.tanh(layer(g, g.features(d), 1, 4)), 2, 2)), 0);
    assertEquals(2, sites.groups().size());
    SiteGroup first = sites.groups().get(0);
    assertEquals(List.of("w1", "b1"), first.sites().stream().map(Site::parameter).toList());
    assertEquals(4, first.units());
    Site weight = first.sites().get(0);
    assertEquals(3, weight.inputs());
    assertEquals(2 * 3 + 1, weight.element(2, 1));
    assertEquals(1, first.sites().get(1).inputs());
  }

  @Test
  void aSeedMovesOnlyDownstreamValues() {
    LinearSites sites =
        sites((g, d) -> g.squaredNorm(layer(g, g.tanh(layer(g, g.features(d), 1, 4)), 2, 2)), 0);
    SiteGroup first = sites.groups().get(0);
    SiteGroup second = sites.groups().get(1);
    assertTrue(sites.moves(first, second.sites().get(0)));
    assertFalse(sites.moves(second, first.sites().get(0)));
    assertFalse(sites.moves(first, first.sites().get(0)));
  }

  @Test
  void sitesThatAddUpAcrossASkipConnectionAreOneGroup() {
    LinearSites sites =
        sites(
            (g, d) -> {
              Node x = g.features(d);
              Node z = g.add(layer(g, x, 1, 3), g.add(layer(g, g.sin(x), 2, 3), x));
              return g.squaredNorm(g.tanh(z));
            },
            0);
    assertEquals(1, sites.groups().size());
    assertEquals(4, sites.groups().get(0).sites().size());
  }

  @Test
  void otherUsesOfAParameterAreASeparateLeaf() {
    LinearSites sites = sites((g, d) -> g.squaredNorm(layer(g, g.features(d), 1, 2)), 0.1);
    assertEquals(Set.of("w1", "b1"), parameters(sites));
    assertTrue(sites.objective().leaf(LinearSites.free("w1")).isPresent());
    assertTrue(sites.objective().leaf(LinearSites.free("b1")).isEmpty());
  }

  @Test
  void scalesTransposedProductsAndSubtractedRowsAreSites() {
    LinearSites sites =
        sites(
            (g, d) -> {
              Node x = g.features(d);
              Node scaled = g.multiply(g.intercept("scale", d), x);
              Node product = g.matMul(g.sin(scaled), g.parameter("tall", d, 2));
              return g.squaredNorm(g.tanh(g.subtract(product, g.intercept("shift", 2))));
            },
            0);
    assertEquals(Set.of("scale", "tall", "shift"), parameters(sites));
    Site scale = sites.groups().get(0).sites().get(0);
    assertTrue(scale.ownInputs());
    Site tall = sites.groups().get(1).sites().get(0);
    assertEquals(1 + 2 * 2, tall.element(1, 2));
    assertFalse(tall.unitMajor());
  }

  @Test
  void aProductOfParametersIsNotASite() {
    LinearSites sites =
        sites(
            (g, d) -> {
              Node product = g.matMul(g.parameter("a", 2, 2), g.parameter("b", 2, d));
              Node z = g.matMulTransposed(g.features(d), product);
              return g.squaredNorm(g.add(z, g.intercept("c", 2)));
            },
            0);
    assertEquals(Set.of("c"), parameters(sites));
  }

  @Test
  void aFunctionWithoutSamplesHasNoSites() {
    LinearSites sites = sites((g, d) -> g.squaredNorm(g.sin(g.parameter("x", 1, 4))), 0);
    assertEquals(List.of(), sites.groups());
  }
}
