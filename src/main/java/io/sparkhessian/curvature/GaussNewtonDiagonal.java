package io.sparkhessian.curvature;

import io.sparkhessian.Failure;
import io.sparkhessian.autodiff.GaussNewton;
import io.sparkhessian.autodiff.GaussNewtonSquares;
import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.TypeException;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.objective.ObjectiveGraph;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * The diagonal of the Gauss-Newton matrix without the matrix, in one pass over the samples: two
 * backward passes an output of the model, and one product a site.
 */
public final class GaussNewtonDiagonal implements SampleSum<double[]> {
  private final Problem problem;
  private final Graph graph;
  private final GaussNewton matrix;
  private final DirectedSums sums = new DirectedSums();

  /**
   * @throws Failure when the objective has no Gauss-Newton matrix, or its parameters enter the
   *     model otherwise than at one linear site each
   */
  public GaussNewtonDiagonal(Problem problem) {
    this.problem = problem;
    this.matrix = problem.gaussNewton();
    this.graph = graph(problem, matrix);
    List<String> outputs =
        problem.layout().blockNames().stream()
            .flatMap(name -> outputs(name).stream())
            .filter(graph.outputs()::containsKey)
            .toList();
    sums.add(Program.of(graph, outputs), Directions.none());
  }

  private static Graph graph(Problem problem, GaussNewton matrix) {
    LinearSites sites = LinearSites.of(problem.objective(), ObjectiveGraph.OBJECTIVE, matrix);
    try {
      return GaussNewtonSquares.of(sites, matrix);
    } catch (TypeException e) {
      throw Failure.input(
          "objective: the Gauss-Newton diagonal cannot be computed without the matrix: %s; compute the matrix"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static List<String> outputs(String parameter) {
    return List.of(
        GaussNewtonSquares.name(parameter), GaussNewtonSquares.name(LinearSites.free(parameter)));
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
    return new PartialSums(sums.over(group, problem.evaluator(graph, dense)));
  }

  @Override
  public double[] finish(PartialSums total, DenseKernels dense) {
    double[] entries = new double[problem.layout().size()];
    sums.finish(
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
    TracedOperations operations = TracedOperations.along(problem, matrix, at, at);
    return Optional.of(
        new NonFinite(
            FiniteCheck.entry("the Gauss-Newton diagonal", entries[at], problem, at),
            Optional.of(new NonFiniteSearch(this, operations, problem.placedName(at)))));
  }
}
