package io.sparkhessian.curvature.inputs;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.Site;
import io.sparkhessian.autodiff.SiteGroup;
import io.sparkhessian.curvature.ParameterLayout;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Product;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The linear sites whose input is the features, where these go nowhere else. With P_a the weights
 * of the sites that add up to z_a, and M_ab[s] = ∂²ℓ_s/∂z_a∂z_b, the Hessian by the features of
 * sample s is Σ P_aᵀ M_ab[s] P_b: the features move nothing but the z_a, and those linearly.
 */
public record InputSites(LinearSites sites, List<Weighted> groups) implements Serializable {
  /**
   * A group with such sites.
   *
   * @param weights P, units × features, of the features that count
   */
  public record Weighted(SiteGroup group, DMatrixRMaj weights) implements Serializable {
    int units() {
      return group.units();
    }
  }

  public InputSites {
    groups = List.copyOf(groups);
  }

  /** Empty where the features go elsewhere too. */
  public static Optional<InputSites> of(
      LinearSites sites, ParameterLayout layout, double[] parameters, int[] columns) {
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
    return Optional.of(new InputSites(sites, groups));
  }

  /** Whether a node makes no use of the features but as the input of a site. */
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

  /** P_a P_bᵀ. */
  static DMatrixRMaj inner(Weighted a, Weighted b) {
    DMatrixRMaj product = new DMatrixRMaj(a.units(), b.units());
    CommonOps_DDRM.multTransB(a.weights(), b.weights(), product);
    return product;
  }
}
