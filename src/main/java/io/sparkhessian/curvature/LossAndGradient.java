package io.sparkhessian.curvature;

import io.sparkhessian.Failure;
import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.Norm;
import io.sparkhessian.objective.ObjectiveGraph;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * The value of an objective and its gradient.
 *
 * @param loss F(θ)
 * @param gradient ∂F/∂θ, of length N
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record LossAndGradient(double loss, double[] gradient) implements Serializable {

  /**
   * Computes value and gradient in one pass over the samples.
   *
   * @throws Failure if a number is NaN or infinite
   */
  public static LossAndGradient of(Problem problem, List<Samples> chunks, DenseKernels dense) {
    return sum(problem).over(List.of(chunks), dense);
  }

  /** Value and gradient as a sum over groups of samples. */
  public static SampleSum<LossAndGradient> sum(Problem problem) {
    return new Sum(problem);
  }

  private static final class Sum implements SampleSum<LossAndGradient> {
    private final Problem problem;
    private final DirectedSums sums = new DirectedSums();

    Sum(Problem problem) {
      this.problem = problem;
      List<String> outputs = new ArrayList<>();
      outputs.add(ObjectiveGraph.OBJECTIVE);
      problem.layout().blockNames().forEach(name -> outputs.add(Gradient.name(name)));
      sums.add(Program.of(problem.graph(), outputs), Directions.none());
    }

    @Override
    public PartialSums part(List<Samples> group, DenseKernels dense) {
      return new PartialSums(sums.over(group, problem.evaluator(problem.graph(), dense)));
    }

    @Override
    public LossAndGradient finish(PartialSums total, DenseKernels dense) {
      double[] gradient = new double[problem.layout().size()];
      double[] loss = new double[1];
      sums.finish(
          total,
          0,
          problem.evaluator(problem.graph(), dense),
          (any, values) -> {
            for (ParameterLayout.Block block : problem.layout().blocks()) {
              DMatrixRMaj part = values.get(Gradient.name(block.name()));
              System.arraycopy(part.data, 0, gradient, block.offset(), block.size());
            }
            loss[0] = values.get(ObjectiveGraph.OBJECTIVE).data[0];
          });
      return new LossAndGradient(loss[0], gradient);
    }

    @Override
    public Optional<NonFinite> nonFinite(LossAndGradient both) {
      int worst = FiniteCheck.worst(both.gradient, both.gradient.length);
      Optional<String> what = FiniteCheck.of("the loss", both.loss);
      if (what.isEmpty() && worst >= 0) {
        what = Optional.of(FiniteCheck.entry("the gradient", both.gradient[worst], problem, worst));
      }
      if (what.isPresent()) {
        TracedOperations operations = TracedOperations.ofGradient(problem);
        return Optional.of(
            new NonFinite(what.get(), Optional.of(new NonFiniteSearch(this, operations, ""))));
      }
      return FiniteCheck.of("the norm of the gradient", both.norm())
          .map(norm -> new NonFinite(norm, Optional.empty()));
    }
  }

  /** ‖∂F/∂θ‖₂. */
  public double norm() {
    return Norm.of(gradient);
  }
}
