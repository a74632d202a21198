package io.sparkhessian.curvature.sites;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.UnitTaylor;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.linalg.DenseKernels;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The diagonal at all weights that unit Taylor passes cover. */
public final class SiteDiagonals {
  private final Graph graph;
  private final List<SiteDiagonal> groups;

  /**
   * @param scalar the output that holds the objective
   * @param excluded parameters to leave out
   */
  public SiteDiagonals(
      LinearSites sites, String scalar, ParameterLayout layout, Set<String> excluded) {
    UnitTaylor.Covered taylor = UnitTaylor.of(sites, scalar);
    this.graph = taylor.graph();
    this.groups = SiteDiagonal.of(sites, taylor, PlacedSite.all(sites, layout), excluded);
  }

  /** The graph of the evaluator for {@link #add}. */
  public Graph graph() {
    return graph;
  }

  /** The parameters whose sites are all covered. */
  public Set<String> parameters() {
    Set<String> names = new HashSet<>();
    groups.forEach(
        group -> group.members().forEach(member -> names.add(member.site().parameter())));
    return names;
  }

  /** Adds chunks to the entries {@code from} to {@code from + entries.length − 1}. */
  public void add(
      double[] entries, int from, List<Samples> chunks, Evaluator evaluator, DenseKernels dense) {
    for (Samples chunk : chunks) {
      evaluator.load(chunk);
      for (SiteDiagonal group : groups) {
        group.add(entries, from, chunk, evaluator, dense);
      }
    }
  }

  /** Flops per sample for the entries {@code from} to {@code to − 1}. */
  public double flops(int from, int to) {
    return groups.stream().mapToDouble(group -> group.flops(from, to)).sum();
  }

  /** The part of {@link #flops} that processes the nonzeros of sparse rows. */
  public double sparseFlops(int from, int to) {
    return groups.stream().mapToDouble(group -> group.sparseFlops(from, to)).sum();
  }

  /** Bytes that a task needs in addition to the values of a chunk. */
  public long bytes(int chunkSize) {
    return groups.stream().mapToLong(group -> group.bytes(chunkSize)).max().orElse(0);
  }
}
