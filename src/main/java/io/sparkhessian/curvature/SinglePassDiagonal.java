package io.sparkhessian.curvature;

import io.sparkhessian.Failure;
import io.sparkhessian.autodiff.DiagonalGraph;
import io.sparkhessian.autodiff.DiagonalRecursion;
import io.sparkhessian.autodiff.GaussNewton;
import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.OutputCurvature;
import io.sparkhessian.curvature.layout.DirectionBlocks;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.FlopCount;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.TypeException;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.objective.ObjectiveGraph;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** A diagonal as output of one graph, {@link DiagonalGraph}, in a single pass over the samples. */
public abstract sealed class SinglePassDiagonal implements SampleSum<double[]>, Serializable
    permits BeckerLeCunDiagonal, GaussNewtonDiagonal, HesScaleDiagonal {

  private static final long serialVersionUID = 1L;

  /** Numbers in memory per parameter: sum, entry and a derived value. */
  private static final int COPIES = 3;

  /** Maximum bytes of the per-sample values evaluated at once, so that they fit a cache. */
  private static final long VALUE_BYTES = 8L << 20;

  /** Minimum number of samples evaluated at once, for efficient products. */
  private static final int FEWEST_SAMPLES = 32;

  private final Problem problem;
  private final String title;
  private final Passes passes;
  private transient Program program;

  /**
   * @param matrix the matrix of the diagonal, or the model of the recursion
   */
  record Passes(GaussNewton matrix, DiagonalGraph diagonal) implements Serializable {}

  /**
   * @param title name in errors
   */
  SinglePassDiagonal(Problem problem, String title, Passes passes) {
    this.problem = problem;
    this.title = title;
    this.passes = passes;
  }

  static LinearSites sites(Problem problem, GaussNewton matrix) {
    return LinearSites.of(problem.objective(), ObjectiveGraph.OBJECTIVE, matrix);
  }

  /**
   * @throws Failure if the objective does not declare its model's output or has no such diagonal
   */
  static Passes recursion(Problem problem, String title, OutputCurvature output) {
    GaussNewton model = problem.model(title);
    try {
      return new Passes(model, DiagonalRecursion.of(sites(problem, model), model, output));
    } catch (TypeException e) {
      throw Failure.input(
          "objective: %s cannot be computed: %s; compute the exact diagonal"
              .formatted(title, e.getMessage()),
          e);
    }
  }

  private Graph graph() {
    return passes.diagonal().graph();
  }

  /** The program for everything that needs no directions. */
  private synchronized Program program() {
    if (program == null) {
      List<String> outputs =
          problem.layout().blockNames().stream()
              .flatMap(SinglePassDiagonal::outputs)
              .filter(graph().outputs()::containsKey)
              .toList();
      program = Program.of(graph(), outputs);
    }
    return program;
  }

  private static Stream<String> outputs(String parameter) {
    return Stream.of(parameter, LinearSites.free(parameter)).map(DiagonalGraph::name);
  }

  /** The program for a parameter that needs one direction per element. */
  private Program along(String parameter) {
    return Program.of(graph(), List.of(DiagonalGraph.along(parameter)));
  }

  private List<ParameterLayout.Block> moved() {
    return problem.layout().blocks().stream()
        .filter(block -> passes.diagonal().moved().containsKey(block.name()))
        .toList();
  }

  /**
   * @param ranges receives the elements of each program except the first
   */
  private DirectedSums sums(List<ParameterLayout.Range> ranges) {
    DirectedSums sums = new DirectedSums();
    sums.add(program(), Directions.none());
    for (ParameterLayout.Block block : moved()) {
      sums.addOneHot(
          along(block.name()),
          passes.diagonal().moved().get(block.name()),
          new ParameterLayout.Range(block, 0, block.size()),
          Grouping.CHUNK,
          ranges);
    }
    return sums;
  }

  public Problem problem() {
    return problem;
  }

  /** Flops by form. */
  public Map<String, Double> flops(int samples) {
    Map<String, Double> flops = new TreeMap<>();
    double sparse = FlopCount.perSparseSample(program());
    flops.put("passes of " + title, samples * (FlopCount.perSample(program()) - sparse));
    flops.put("products with sparse features", samples * sparse);
    for (ParameterLayout.Block block : moved()) {
      double each = FlopCount.perDirection(along(block.name()), samples);
      flops.merge("one-hot directions", block.size() * each, Double::sum);
    }
    flops.values().removeIf(each -> each == 0);
    return flops;
  }

  /** Bytes needed in addition to the samples and θ. */
  public long workingBytes(int chunkSize) {
    long most = 0;
    for (ParameterLayout.Block block : moved()) {
      Program own = along(block.name());
      most = Math.max(most, DirectionBlocks.bytes(own, block.size(), block.size(), chunkSize));
    }
    return most
        + FlopCount.valueBytesPerSample(program()) * Math.min(chunkSize, samplesAtOnce())
        + (long) COPIES * problem.layout().size() * Double.BYTES;
  }

  /**
   * The diagonal, of length N.
   *
   * @throws Failure if an entry is NaN or infinite
   */
  public double[] entries(List<Samples> chunks, DenseKernels dense) {
    return over(List.of(chunks), dense);
  }

  @Override
  public PartialSums part(List<Samples> group, DenseKernels dense) {
    return new PartialSums(
        sums(new ArrayList<>()).over(pieces(group), problem.evaluator(graph(), dense)));
  }

  /** The chunks, split if a sample has many values. The split depends only on the objective. */
  private List<Samples> pieces(List<Samples> group) {
    int most = samplesAtOnce();
    return group.stream()
        .flatMap(chunk -> chunk.count() > most ? chunk.chunks(most).stream() : Stream.of(chunk))
        .toList();
  }

  private int samplesAtOnce() {
    long fitting = VALUE_BYTES / Math.max(1, FlopCount.valueBytesPerSample(program()));
    return (int) Math.max(FEWEST_SAMPLES, Math.min(Grouping.CHUNK, fitting));
  }

  @Override
  public double[] finish(PartialSums total, DenseKernels dense) {
    double[] entries = new double[problem.layout().size()];
    List<ParameterLayout.Range> ranges = new ArrayList<>();
    sums(ranges)
        .finish(
            total,
            0,
            problem.evaluator(graph(), dense),
            (index, values) -> {
              if (index == 0) {
                addBlocks(entries, values);
              } else {
                ParameterLayout.Range range = ranges.get(index - 1);
                add(entries, range.offset(), range.count(), values.values().iterator().next());
              }
            });
    return entries;
  }

  private void addBlocks(double[] entries, Map<String, DMatrixRMaj> values) {
    for (ParameterLayout.Block block : problem.layout().blocks()) {
      outputs(block.name())
          .filter(values::containsKey)
          .forEach(output -> add(entries, block.offset(), block.size(), values.get(output)));
    }
  }

  private static void add(double[] entries, int offset, int count, DMatrixRMaj part) {
    for (int e = 0; e < count; e++) {
      entries[offset + e] += part.data[e];
    }
  }

  @Override
  public Optional<NonFinite> nonFinite(double[] entries) {
    return FiniteCheck.find(entries, entries.length, at -> entry(entries[at], at));
  }

  private NonFinite entry(double value, int at) {
    String block = problem.layout().blockAt(at).name();
    NonFiniteSearch search =
        passes.diagonal().moved().containsKey(block)
            ? new NonFiniteSearch(
                this,
                TracedOperations.along(problem, passes.matrix(), at, at),
                problem.placedName(at))
            : new NonFiniteSearch(
                this,
                TracedOperations.of(
                    problem,
                    graph(),
                    outputs(block).filter(graph().outputs()::containsKey).toList()),
                "");
    return new NonFinite(FiniteCheck.entry(title, value, problem, at), Optional.of(search));
  }
}
