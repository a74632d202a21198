package io.sparkhessian.curvature;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.SecondDerivatives;
import io.sparkhessian.curvature.layout.DirectionBlocks;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.curvature.sites.SiteDiagonals;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.FlopCount;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.objective.ObjectiveGraph;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;

/**
 * The exact diagonal of the Hessian in forward mode: unit Taylor passes at linear sites, and second
 * directional derivatives H[i,i] = d²/dh² F(θ + h eᵢ) at h = 0 for the rest.
 */
public final class HessianDiagonal implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final LinearSites sites;
  private transient Plan plan;

  /** The diagonal, with the fast path wherever it applies. */
  public HessianDiagonal(Problem problem) {
    this(problem, LinearSites.of(problem.objective(), ObjectiveGraph.OBJECTIVE));
  }

  private HessianDiagonal(Problem problem, LinearSites sites) {
    this.problem = problem;
    this.sites = sites;
  }

  /** The diagonal by the general path only, an oracle for the fast path. */
  public static HessianDiagonal byDirections(Problem problem) {
    return new HessianDiagonal(problem, LinearSites.none(problem.objective()));
  }

  public Problem problem() {
    return problem;
  }

  /**
   * H[i,i] for i from {@code from} to {@code to − 1}.
   *
   * @throws io.sparkhessian.Failure if an entry is NaN or infinite
   */
  public double[] entries(int from, int to, List<Samples> chunks, DenseKernels dense) {
    int chunkSize = chunks.isEmpty() ? 1 : chunks.get(0).count();
    return sum(from, to, chunkSize).over(List.of(chunks), dense);
  }

  /**
   * The entries as a sum over groups of samples.
   *
   * @param chunkSize samples per chunk, at least 1
   */
  public SampleSum<double[]> sum(int from, int to, int chunkSize) {
    DirectedSums sums = new DirectedSums();
    List<ParameterLayout.Range> ranges = new ArrayList<>();
    for (ParameterLayout.Range range : problem.layout().split(from, to)) {
      plan().addSums(range, chunkSize, sums, ranges);
    }
    return new Entries(from, to, chunkSize, sums, ranges);
  }

  /** Entries whose parts hold the entries of sites, then the sums of the general path. */
  private final class Entries implements SampleSum<double[]> {
    private final int from;
    private final int to;
    private final int chunkSize;
    private final DirectedSums sums;
    private final List<ParameterLayout.Range> ranges;

    Entries(
        int from, int to, int chunkSize, DirectedSums sums, List<ParameterLayout.Range> ranges) {
      this.from = from;
      this.to = to;
      this.chunkSize = chunkSize;
      this.sums = sums;
      this.ranges = ranges;
    }

    @Override
    public PartialSums part(List<Samples> group, DenseKernels dense) {
      DMatrixRMaj entries = new DMatrixRMaj(1, to - from);
      SiteDiagonals special = plan().special();
      special.add(entries.data, from, group, problem.evaluator(special.graph(), dense), dense);
      List<DMatrixRMaj> parts = new ArrayList<>(List.of(entries));
      parts.addAll(sums.over(group, problem.evaluator(plan().graph(), dense)));
      return new PartialSums(parts);
    }

    @Override
    public double[] finish(PartialSums total, DenseKernels dense) {
      double[] entries = total.matrix(0).data;
      sums.finish(
          total,
          1,
          problem.evaluator(plan().graph(), dense),
          (index, values) -> place(entries, ranges.get(index), values));
      return entries;
    }

    @Override
    public Optional<NonFinite> nonFinite(double[] entries) {
      return FiniteCheck.find(
          entries, entries.length, index -> entry(entries[index], from + index));
    }

    private NonFinite entry(double value, int at) {
      TracedOperations operations =
          TracedOperations.along(problem, SecondDerivatives.HESSIAN, at, at);
      SampleSum<?> alone = sum(at, at + 1, chunkSize);
      return new NonFinite(
          FiniteCheck.entry("the diagonal", value, problem, at),
          Optional.of(new NonFiniteSearch(alone, operations, problem.placedName(at))));
    }

    private void place(
        double[] entries, ParameterLayout.Range range, Map<String, DMatrixRMaj> values) {
      boolean ones = plan().isElementwise(range.block());
      for (DMatrixRMaj each : values.values()) {
        for (int e = 0; e < range.count(); e++) {
          entries[range.offset() + e - from] += each.data[ones ? range.from() + e : e];
        }
      }
    }
  }

  /** Flops of some entries by form. */
  public Map<String, Double> flops(int from, int to, int samples) {
    double directions = 0;
    for (ParameterLayout.Range range : problem.layout().split(from, to)) {
      directions += plan().flops(range, samples);
    }
    Map<String, Double> flops = new TreeMap<>();
    double sparse = samples * plan().special().sparseFlops(from, to);
    flops.put("unit Taylor passes", samples * plan().special().flops(from, to) - sparse);
    flops.put("sparse squares", sparse);
    flops.put("one-hot Taylor passes", directions);
    flops.values().removeIf(each -> each == 0);
    return flops;
  }

  /** Bytes of the tangents of a block of directions and of the values of a chunk. */
  public long workingBytes(int from, int to, int chunkSize) {
    long most = plan().special().bytes(chunkSize);
    for (ParameterLayout.Range range : problem.layout().split(from, to)) {
      Program program = plan().program(range.block());
      most = Math.max(most, DirectionBlocks.bytes(program, range, chunkSize));
    }
    return most;
  }

  /** The general path's program for the second derivatives along the directions of a block. */
  Program program(ParameterLayout.Block block) {
    return plan().program(block);
  }

  private synchronized Plan plan() {
    if (plan == null) {
      plan = Plan.of(problem, sites);
    }
    return plan;
  }

  /**
   * The partition of the diagonal into sites and the general path.
   *
   * @param graph of the general path
   * @param leaves for each block, the leaves that share the general path's directions
   * @param elementwise blocks whose rest is a diagonal matrix, which a product with ones computes
   */
  private record Plan(
      SiteDiagonals special,
      Graph graph,
      Map<String, List<String>> leaves,
      Set<String> elementwise) {

    static Plan of(Problem problem, LinearSites sites) {
      SiteDiagonals special =
          new SiteDiagonals(
              sites, ObjectiveGraph.OBJECTIVE, problem.layout(), DiagonalLeaves.coupled(sites));
      DiagonalLeaves rest = DiagonalLeaves.of(problem.layout(), sites, special.parameters());
      return new Plan(special, rest.graph(), rest.leaves(), rest.elementwise());
    }

    private boolean isElementwise(ParameterLayout.Block block) {
      return elementwise.contains(block.name());
    }

    /** The program of a block, without outputs if nothing is left or the rest is zero. */
    Program program(ParameterLayout.Block block) {
      String output = DiagonalLeaves.output(block.name(), isElementwise(block), leaves);
      return Program.of(graph, graph.outputs().containsKey(output) ? List.of(output) : List.of());
    }

    double flops(ParameterLayout.Range range, int samples) {
      double directions = isElementwise(range.block()) ? 1 : range.count();
      return directions * FlopCount.perDirection(program(range.block()), samples);
    }

    void addSums(
        ParameterLayout.Range range,
        int chunkSize,
        DirectedSums sums,
        List<ParameterLayout.Range> ranges) {
      Program program = program(range.block());
      if (program.outputs().isEmpty()) {
        return;
      }
      List<String> moved = leaves.get(range.block().name());
      if (isElementwise(range.block())) {
        sums.add(program, new Directions.Ones(moved.get(0)));
        ranges.add(range);
        return;
      }
      sums.addOneHot(program, moved, range, chunkSize, ranges);
    }
  }
}
