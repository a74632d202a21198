package io.sparkhessian.autodiff;

import io.sparkhessian.autodiff.rules.Terms;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The diagonal of a Gauss-Newton or empirical Fisher matrix. Let C be the second derivative of the
 * losses with respect to the model's output z, and J_a the derivative of z with respect to the
 * value of site a. The entry of the weight of unit i and input j is a sum over the sites that use
 * it,
 *
 * <p>Σ_{a,b} Σ_s q_ab[s,i] u_a[s,j] u_b[s,j], where q_ab[s,i] = (J_aᵀ C J_b)[i,i]
 *
 * <p>by one backward pass per column of z ({@link OutputFactor}). Every other parameter takes one
 * forward pass per element: żᵀ C ż along its one-hot direction.
 */
public final class GaussNewtonSquares {
  private final Graph graph;
  private final GraphBuilder g;
  private final GaussNewton matrix;
  private final SiteSquares squares;
  private final Map<String, Node> outputs;
  private final Map<String, List<String>> moved = new HashMap<>();
  private OutputFactor factor;

  private GaussNewtonSquares(LinearSites sites, GaussNewton matrix) {
    this.graph = matrix.prepared(sites.objective());
    this.g = new GraphBuilder(graph);
    this.matrix = matrix;
    this.squares = new SiteSquares(sites, matrix, graph, g);
    this.outputs = new LinkedHashMap<>(graph.outputs());
  }

  /**
   * Builds the diagonal at some parameters.
   *
   * @param parameters names of the parameter matrices, whose uses other than sites are separate
   *     leaves
   */
  public static DiagonalGraph of(LinearSites sites, GaussNewton matrix, List<String> parameters) {
    GaussNewtonSquares all = new GaussNewtonSquares(sites, matrix);
    parameters.forEach(all::add);
    return new DiagonalGraph(Graph.of(all.outputs), all.moved);
  }

  private void add(String parameter) {
    List<String> leaves =
        Stream.of(parameter, LinearSites.free(parameter))
            .filter(leaf -> graph.leaf(leaf).isPresent())
            .toList();
    List<String> ofModel = leaves.stream().filter(squares::reachesModel).toList();
    boolean atSites = ofModel.equals(List.of(parameter)) && isCovered(parameter);
    if (!ofModel.isEmpty() && !atSites) {
      addAlong(parameter, leaves);
      return;
    }
    if (atSites) {
      addSites(parameter);
    }
    for (String leaf : leaves) {
      switch (squares.rest(leaf)) {
        case ELEMENTWISE -> put(leaf, squares.restEntries(leaf));
        case COUPLED -> addAlong(parameter, List.of(leaf));
        case NONE -> {}
      }
    }
  }

  private void put(String leaf, Node entries) {
    outputs.put(DiagonalGraph.name(leaf), entries);
  }

  /** Whether each pair of the leaf's sites has an elementwise product of inputs. */
  private boolean isCovered(String leaf) {
    List<SiteSquares.Placed> used = squares.of(leaf);
    return squares.output().type().rows() == 1
        && !used.isEmpty()
        && used.stream().allMatch(each -> SiteSquares.areAligned(used.get(0).site(), each.site()));
  }

  private void addSites(String leaf) {
    if (factor == null) {
      factor = OutputFactor.of(g, graph, matrix, squares.output(), squares.values());
    }
    Terms sum = Terms.of(g);
    for (SiteSquares.Placed a : squares.of(leaf)) {
      for (SiteSquares.Placed b : squares.of(leaf)) {
        Node q = factor.between(a.value(), b.value());
        sum = q == null ? sum : sum.plus(squares.entries(a.site(), b.site(), q));
      }
    }
    if (sum.sum() != null) {
      put(leaf, sum.sum());
    }
  }

  /** Adds żᵀ C ż and the second derivative of the terms that bypass z. */
  private void addAlong(String parameter, List<String> leaves) {
    Map<Node, Node> seeds = Tangent.seeds(g, graph, leaves);
    Map<Node, Node> tangents = Tangent.tangents(g, graph, seeds);
    Terms sum = Terms.of(g);
    Node forward = tangents.get(squares.output());
    Node curved = forward == null ? null : matrix.curved(g, graph, forward);
    if (curved != null) {
      sum = sum.plus(g.sumTo(g.multiply(forward, curved), Type.scalar()));
    }
    for (String leaf : leaves) {
      Node rest = tangents.get(graph.outputs().get(GaussNewton.rest(leaf)));
      Node seed = seeds.get(graph.leaf(leaf).orElseThrow());
      sum = rest == null ? sum : sum.plus(g.sum(g.multiply(seed, rest)));
    }
    if (sum.sum() != null) {
      outputs.put(DiagonalGraph.along(parameter), sum.sum());
      moved.put(parameter, leaves);
    }
  }
}
