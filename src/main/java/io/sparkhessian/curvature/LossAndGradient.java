package io.sparkhessian.curvature;

import io.sparkhessian.Failure;
import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.evaluate.Sums;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.objective.ObjectiveGraph;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
   * Computes them in one pass over the samples.
   *
   * @throws Failure when one of the numbers is NaN or infinite
   */
  public static LossAndGradient of(Problem problem, Iterable<Samples> chunks, DenseKernels dense) {
    List<String> outputs = new ArrayList<>();
    outputs.add(ObjectiveGraph.OBJECTIVE);
    problem.layout().blockNames().forEach(name -> outputs.add(Gradient.name(name)));
    Evaluator evaluator = problem.evaluator(problem.graph(), dense);
    Sums sums = new Sums(Program.of(problem.graph(), outputs), Directions.none());
    evaluator.addAll(chunks, List.of(sums));
    Map<String, DMatrixRMaj> values = evaluator.finish(sums);

    double[] gradient = new double[problem.layout().size()];
    for (ParameterLayout.Block block : problem.layout().blocks()) {
      DMatrixRMaj part = values.get(Gradient.name(block.name()));
      System.arraycopy(part.data, 0, gradient, block.offset(), block.size());
    }
    double loss = values.get(ObjectiveGraph.OBJECTIVE).data[0];
    FiniteCheck.require("the loss", loss);
    FiniteCheck.require("the gradient", gradient, problem, 0);
    return new LossAndGradient(loss, gradient);
  }

  /** ‖∂F/∂θ‖₂; a power of two keeps its squares in range and its bits as they are. */
  public double norm() {
    double largest = 0;
    for (double each : gradient) {
      largest = Math.max(largest, Math.abs(each));
    }
    int exponent = Math.getExponent(largest);
    double sum = 0;
    for (double each : gradient) {
      double scaled = Math.scalb(each, -exponent);
      sum += scaled * scaled;
    }
    return Math.scalb(Math.sqrt(sum), exponent);
  }
}
