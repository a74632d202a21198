package io.sparkhessian.distributed.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.InputDerivative;
import io.sparkhessian.curvature.InputFunction;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.evaluate.FeatureShape;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.io.samples.SampleRange;
import io.sparkhessian.io.samples.SampleTable;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cuts of samples into files, one task each. */
class InputTasksTest {
  private static final long MOST_BYTES = 128_000_000;

  private static Problem network(int features) {
    List<Integer> layers = List.of(features, 8, 3);
    int parameters = features * 8 + 8 + 8 * 3 + 3;
    return new Problem(
        ObjectiveGraph.of(
            new MultilayerPerceptron(layers, Activation.TANH, Loss.CROSS_ENTROPY, true),
            features,
            Reduction.MEAN,
            0),
        new double[parameters],
        1);
  }

  private static SampleShape shape(int samples, int features) {
    return new SampleShape(samples, FeatureShape.dense(features), 1, samples);
  }

  private static InputTasks hessians(int samples, int features) {
    InputFunction loss = InputFunction.ofLoss(network(features));
    return InputTasks.of(
        InputDerivative.gradient(loss),
        InputDerivative.hessian(loss),
        SampleTable.Form.PACKED,
        features,
        shape(samples, features));
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "7, 64", "150, 4", "1797, 64", "100000, 64", "3000, 400", "1000000, 3"})
  void filesCoverTheSamplesInTheirOrder(int samples, int features) {
    SampleTable table = hessians(samples, features).table();
    int next = 0;
    for (SampleRange file : table.ranges()) {
      assertEquals(next, file.from());
      assertTrue(file.count() * table.rowBytes() <= MOST_BYTES, file::toString);
      int nextInFile = file.from();
      for (SampleRange group : table.groups(file)) {
        assertEquals(nextInFile, group.from());
        nextInFile = group.to();
      }
      assertEquals(file.to(), nextInFile);
      next = file.to();
    }
    assertEquals(samples, next);
    int group = shape(samples, features).grouping().size();
    assertEquals(0, group % table.samplesOfFile(), "a file lies within a group of samples");
    assertEquals(1, Integer.bitCount(table.samplesOfFile()));
    assertEquals(1, Integer.bitCount(table.samplesOfGroup()));
  }

  @Test
  void smallDataAreOneFileAndLargeOnesManyOfBoundedSize() {
    assertEquals(1, hessians(150, 4).table().ranges().size());
    assertEquals(15, hessians(1797, 64).table().ranges().size());
    SampleTable large = hessians(100_000, 64).table();
    assertTrue(large.samplesOfFile() * large.rowBytes() * 2 > MOST_BYTES, large::toString);
  }

  @Test
  void thePlanHasATaskAFileAndCountsTheirWork() {
    InputTasks inputs = hessians(1797, 64);
    Problem problem = network(64);
    Plan plan = new Planner(problem.layout(), shape(1797, 64), OptionalInt.empty()).inputs(inputs);
    assertEquals(15, plan.tasks().size());
    LongStream rows = plan.tasks().stream().mapToLong(BlockTask::rows);
    assertEquals(1797, rows.sum());
    double expected =
        TaskList.total(inputs.firstOrder().flops(1797))
            + TaskList.total(inputs.secondOrder().flops(1797));
    double planned = plan.tasks().stream().mapToDouble(BlockTask::flops).sum();
    assertEquals(expected, planned, 1e-9 * expected);
    assertEquals(1797 * inputs.table().rowBytes(), plan.resultBytes());
  }

  @Test
  void aMatrixThatNoPageHoldsIsRefused() {
    InputTasks.requireSize(23_000, false);
    Failure packed = assertThrows(Failure.class, () -> InputTasks.requireSize(24_000, false));
    assertEquals(Failure.Kind.REFUSED, packed.kind());
    assertTrue(packed.getMessage().contains("inputs.columns"), packed::getMessage);
    InputTasks.requireSize(16_000, true);
    assertThrows(Failure.class, () -> InputTasks.requireSize(17_000, true));
  }
}
