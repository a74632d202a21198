package io.sparkhessian.curvature;

import io.sparkhessian.autodiff.Taylor;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.evaluate.Sums;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.objective.ObjectiveGraph;
import java.io.Serializable;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The exact diagonal of the Hessian by second directional derivatives, the general path: H[i,i] =
 * d²/dh² F(θ + h eᵢ) at h = 0, forward only.
 */
public final class HessianDiagonal implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final Graph graph;

  public HessianDiagonal(Problem problem) {
    this.problem = problem;
    Graph derived = problem.graph();
    for (String name : problem.layout().blockNames()) {
      derived = Taylor.of(derived, name, List.of(name), List.of(ObjectiveGraph.OBJECTIVE));
    }
    this.graph = derived;
  }

  public Problem problem() {
    return problem;
  }

  /** The second derivative along the directions of this block; no output where it is zero. */
  public Program program(ParameterLayout.Block block) {
    String second = Taylor.name(block.name(), ObjectiveGraph.OBJECTIVE);
    return Program.of(graph, graph.outputs().containsKey(second) ? List.of(second) : List.of());
  }

  /**
   * H[i,i] for i from {@code from} to {@code to − 1}.
   *
   * @throws io.sparkhessian.Failure when one of them is NaN or infinite
   */
  public double[] entries(int from, int to, List<Samples> chunks, DenseKernels dense) {
    Evaluator evaluator = problem.evaluator(graph, dense);
    List<Sums> all = DirectionBlocks.sums(problem.layout(), from, to, this::program, chunks);
    evaluator.addAll(chunks, all);
    double[] entries = new double[to - from];
    int done = 0;
    for (Sums sums : all) {
      int count = sums.directions().count();
      for (DMatrixRMaj seconds : evaluator.finish(sums).values()) {
        System.arraycopy(seconds.data, 0, entries, done, count);
      }
      done += count;
    }
    FiniteCheck.require("the diagonal", entries, problem.layout(), from);
    return entries;
  }
}
