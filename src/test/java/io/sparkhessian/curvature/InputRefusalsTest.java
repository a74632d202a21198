package io.sparkhessian.curvature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Failure;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Columns;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Problems without a Hessian with respect to the features, or without a finite one. */
class InputRefusalsTest {
  private static final Objective MODEL = new LinearModel(Loss.CROSS_ENTROPY, 2, false);

  private static void refused(Failure.Kind kind, String message, Executable asked) {
    Failure failure = assertThrows(Failure.class, asked);
    assertEquals(message, failure.getMessage());
    assertEquals(kind, failure.kind());
  }

  private static void refused(String message, Executable asked) {
    refused(Failure.Kind.INPUT, message, asked);
  }

  private static Problem problem(Objective objective, double... point) {
    return new Problem(ObjectiveGraph.of(objective, 2, Reduction.SUM, 0), point, 1);
  }

  @Test
  void objectivesWithoutSamples() {
    Problem plain =
        problem((g, features) -> g.squaredNorm(g.parameter("x", 1, 2)), new double[] {1, 2});
    refused(
        "objective: derivatives with respect to the inputs need one loss per sample, but the objective is one"
            + " number; return one number per sample from the define method",
        () -> InputFunction.ofLoss(plain));
    refused(
        "objective: derivatives of an output need the model's output, which the objective does not"
            + " declare; call GraphBuilder.output in the define method",
        () -> InputFunction.ofOutput(plain, 0));
    Problem blind =
        problem((g, features) -> g.multiply(g.parameter("x", 1, 1), g.labels(1)), new double[] {1});
    refused(
        "objective: the loss of a sample does not depend on the features, so there is nothing to"
            + " differentiate; choose another objective",
        () -> InputFunction.ofLoss(blind));
  }

  @Test
  void sparseFeatures() {
    Problem sparse =
        new Problem(
            ObjectiveGraph.of(MODEL, Columns.ofFeatures(2).withNonzeros(1), Reduction.SUM, 0),
            new double[4],
            1);
    refused(
        "data: derivatives with respect to the inputs need dense features, but the features are sparse; give"
            + " each feature its own column",
        () -> InputFunction.ofLoss(sparse));
  }

  @Test
  void unknownOutputsAndColumns() {
    Problem model = problem(MODEL, 1, 2, 3, 4);
    refused(
        "output: the model has no output 2; choose one from 0 to 1",
        () -> InputFunction.ofOutput(model, 2));
    InputFunction loss = InputFunction.ofLoss(model);
    refused(
        "inputs.columns: there is no feature 2; choose features from 0 to 1", () -> loss.by(0, 2));
    refused(
        "inputs.columns: feature 1 occurs twice; name each feature once", () -> loss.by(1, 0, 1));
    refused("inputs.columns: the list is empty; name at least one feature", loss::by);
  }

  @Test
  void numbersThatAreNotFinite() {
    Problem poisson = problem(new LinearModel(Loss.POISSON, 1, false), 10, 20);
    Samples samples =
        new Samples(
            new DMatrixRMaj(new double[][] {{0, 1}, {1, 0}, {0, 40}}),
            new DMatrixRMaj(3, 1),
            new DMatrixRMaj(3, 1));
    String advice = "; look for an overflow or a log of zero at these parameters and data";
    for (InputChoice choice : InputChoice.values()) {
      InputFunction loss = InputFunction.ofLoss(poisson).by(1, 0).named(List.of("a", "b"));
      refused(
          Failure.Kind.NUMBERS,
          "the Hessian of the loss with respect to the feature b and the feature b is Infinity at sample 9"
              + " of the data (counted from 0)"
              + advice,
          () -> InputDerivative.hessian(loss, choice).rows(AtPoint.DENSE).of(samples, 7));
      refused(
          Failure.Kind.NUMBERS,
          "the Laplacian of the loss with respect to the features is Infinity at sample 9 of the data (counted"
              + " from 0)"
              + advice,
          () -> InputDerivative.laplacian(loss, choice).rows(AtPoint.DENSE).of(samples, 7));
    }
  }
}
