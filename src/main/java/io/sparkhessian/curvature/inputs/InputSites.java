package io.sparkhessian.curvature.inputs;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.Site;
import io.sparkhessian.autodiff.SiteGroup;
import io.sparkhessian.autodiff.SiteSteps;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Product;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The linear sites with the features as input, if the features have no other use. Let P_a be the
 * weights of the sites that add up to z_a, and M_ab[s] = ∂²ℓ_s/∂z_a∂z_b. The features enter only
 * the z_a, and linearly, so the Hessian with respect to the features of sample s is Σ P_aᵀ M_ab[s]
 * P_b.
 *
 * @param path the consecutive steps from the group on, if there is a single group
 */
public record InputSites(SiteSteps steps, List<Weighted> groups, List<Next> path)
    implements Serializable {
  /**
   * A group with sites at the features.
   *
   * @param weights P, units × selected features
   */
  public record Weighted(SiteGroup group, DMatrixRMaj weights) implements Serializable {
    int units() {
      return group.units();
    }
  }

  /**
   * A step to the next group.
   *
   * @param weights P, units of the next group × units
   */
  public record Next(SiteSteps.Step step, DMatrixRMaj weights) implements Serializable {}

  public InputSites {
    groups = List.copyOf(groups);
    path = List.copyOf(path);
  }

  /** Finds the sites; empty if the features have other uses. */
  public static Optional<InputSites> of(
      SiteSteps steps, ParameterLayout layout, double[] parameters, int[] columns) {
    LinearSites sites = steps.sites();
    Graph graph = sites.objective();
    Node features = graph.leaf(Leaf.SampleInput.FEATURES).orElseThrow();
    if (!graph.nodes().stream().allMatch(node -> usesInSite(node, features))) {
      return Optional.empty();
    }
    List<Weighted> groups = new ArrayList<>();
    for (SiteGroup group : sites.groups()) {
      List<Site> own =
          group.sites().stream()
              .filter(site -> graph.output(site.input()).equals(features))
              .toList();
      if (!own.isEmpty()) {
        DMatrixRMaj weights = new DMatrixRMaj(group.units(), columns.length);
        own.forEach(site -> add(site, layout, parameters, columns, weights));
        groups.add(new Weighted(group, weights));
      }
    }
    List<Next> path =
        groups.size() == 1 ? path(steps, layout, parameters, groups.get(0).group()) : List.of();
    return Optional.of(new InputSites(steps, groups, path));
  }

  private static List<Next> path(
      SiteSteps steps, ParameterLayout layout, double[] parameters, SiteGroup first) {
    List<Next> path = new ArrayList<>();
    Optional<SiteSteps.Step> step = steps.from(first);
    while (step.isPresent()) {
      Site product = step.get().product();
      int[] all = IntStream.range(0, product.inputs()).toArray();
      DMatrixRMaj weights = new DMatrixRMaj(product.units(), product.inputs());
      add(product, layout, parameters, all, weights);
      path.add(new Next(step.get(), weights));
      step = steps.from(step.get().to());
    }
    return path;
  }

  /** Whether a node uses the features only as the input of a site. */
  private static boolean usesInSite(Node node, Node features) {
    if (!node.operands().contains(features)) {
      return true;
    }
    return node.op() instanceof Product.MatMul
        && node.operand(1).op() instanceof Leaf.Parameter
        && node.type().perSample();
  }

  private static void add(
      Site site, ParameterLayout layout, double[] parameters, int[] columns, DMatrixRMaj weights) {
    int offset = layout.block(site.parameter()).offset();
    for (int unit = 0; unit < site.units(); unit++) {
      for (int c = 0; c < columns.length; c++) {
        weights.add(unit, c, parameters[offset + site.element(unit, columns[c])]);
      }
    }
  }
}
