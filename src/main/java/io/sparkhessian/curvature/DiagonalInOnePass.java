package io.sparkhessian.curvature;

import io.sparkhessian.Failure;
import io.sparkhessian.autodiff.GaussNewton;
import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.SiteSquares;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.FlopCount;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.TypeException;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.objective.ObjectiveGraph;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * A diagonal that is output of one graph, {@link SiteSquares#name}, in one pass over the samples.
 */
public abstract sealed class DiagonalInOnePass implements SampleSum<double[]>, Serializable
    permits BeckerLeCunDiagonal, GaussNewtonDiagonal, HesScaleDiagonal {

  private static final long serialVersionUID = 1L;

  /** Numbers of each parameter at once: its sum, its entry, and what is made of its weight. */
  private static final int COPIES = 3;

  private final Problem problem;
  private final String title;
  private final Graph graph;
  private transient Program program;

  /** Makes the graph. */
  interface Transform {
    Graph of(LinearSites sites, GaussNewton model);
  }

  /**
   * @param title what errors call it
   * @param refusal a sentence with a place for what is wrong with an objective that has none
   * @throws Failure when the objective does not say what its model's output is, or has no such
   *     diagonal
   */
  DiagonalInOnePass(Problem problem, String title, String refusal, Transform transform) {
    this.problem = problem;
    this.title = title;
    this.graph = graph(problem, title, refusal, transform);
  }

  private static Graph graph(Problem problem, String title, String refusal, Transform transform) {
    GaussNewton model = problem.model(title);
    LinearSites sites = LinearSites.of(problem.objective(), ObjectiveGraph.OBJECTIVE, model);
    try {
      return transform.of(sites, model);
    } catch (TypeException e) {
      throw Failure.input("objective: " + refusal.formatted(e.getMessage()), e);
    }
  }

  private synchronized Program program() {
    if (program == null) {
      List<String> outputs =
          problem.layout().blockNames().stream()
              .flatMap(name -> outputs(name).stream())
              .filter(graph.outputs()::containsKey)
              .toList();
      program = Program.of(graph, outputs);
    }
    return program;
  }

  private DirectedSums sums() {
    DirectedSums sums = new DirectedSums();
    sums.add(program(), Directions.none());
    return sums;
  }

  private static List<String> outputs(String parameter) {
    return List.of(SiteSquares.name(parameter), SiteSquares.name(LinearSites.free(parameter)));
  }

  public Problem problem() {
    return problem;
  }

  /** What it costs, in flops, form by form. */
  public Map<String, Double> flops(int samples) {
    return Map.of("passes of " + title, samples * FlopCount.perSample(program()));
  }

  /** Bytes that it needs beside the samples and θ. */
  public long workingBytes(int chunkSize) {
    return FlopCount.valueBytesPerSample(program()) * chunkSize
        + (long) COPIES * problem.layout().size() * Double.BYTES;
  }

  /**
   * The diagonal, of length N.
   *
   * @throws Failure when an entry is NaN or infinite
   */
  public double[] entries(List<Samples> chunks, DenseKernels dense) {
    return over(List.of(chunks), dense);
  }

  @Override
  public PartialSums part(List<Samples> group, DenseKernels dense) {
    return new PartialSums(sums().over(group, problem.evaluator(graph, dense)));
  }

  @Override
  public double[] finish(PartialSums total, DenseKernels dense) {
    double[] entries = new double[problem.layout().size()];
    sums()
        .finish(
            total,
            0,
            problem.evaluator(graph, dense),
            (any, values) -> {
              for (ParameterLayout.Block block : problem.layout().blocks()) {
                for (String output : outputs(block.name())) {
                  if (values.containsKey(output)) {
                    add(entries, block, values.get(output));
                  }
                }
              }
            });
    return entries;
  }

  private static void add(double[] entries, ParameterLayout.Block block, DMatrixRMaj part) {
    for (int e = 0; e < block.size(); e++) {
      entries[block.offset() + e] += part.data[e];
    }
  }

  @Override
  public Optional<NonFinite> nonFinite(double[] entries) {
    int at = FiniteCheck.worst(entries, entries.length);
    if (at < 0) {
      return Optional.empty();
    }
    List<String> roots =
        outputs(problem.layout().blockAt(at).name()).stream()
            .filter(graph.outputs()::containsKey)
            .toList();
    return Optional.of(
        new NonFinite(
            FiniteCheck.entry(title, entries[at], problem, at),
            Optional.of(
                new NonFiniteSearch(this, TracedOperations.of(problem, graph, roots), ""))));
  }
}
