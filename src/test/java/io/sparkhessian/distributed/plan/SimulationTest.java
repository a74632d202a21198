package io.sparkhessian.distributed.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.evaluate.FeatureShape;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final double ROUNDING = 1e-9;
  private static final Rates FREE = new Rates(1, 1, 1e18, 1e18, 1e18, 0, 0);

  /** Returns a plan of a diagonal with tasks of the given operations. */
  private static Plan plan(double... flops) {
    Problem problem = network(List.of(4, 3, 2), 23);
    SampleShape shape = new SampleShape(100, FeatureShape.dense(4), 1, 100);
    return new Planner(problem.layout(), shape, OptionalInt.empty())
        .diagonal(new HessianDiagonal(problem))
        .with(
            IntStream.range(0, flops.length)
                .mapToObj(k -> new BlockTask(0, k, k, k + 1, flops[k]))
                .toList());
  }

  private static Problem network(List<Integer> layers, int parameters) {
    MultilayerPerceptron network =
        new MultilayerPerceptron(layers, Activation.TANH, Loss.CROSS_ENTROPY, true);
    return new Problem(
        ObjectiveGraph.of(network, layers.get(0), Reduction.MEAN, 0), new double[parameters], 1);
  }

  /** Graham's example: tasks of 3, 3, 2, 2, 2 on two machines take 7 instead of 6. */
  @Test
  void theLongestTaskGoesFirstToTheFirstFreeCore() {
    Simulation two = Simulation.of(plan(2, 3, 2, 3, 2), FREE, 2, 2);
    assertEquals(7, two.makespan(), ROUNDING);
    assertEquals(12.0 / 14, two.efficiency(), ROUNDING);
    assertEquals("none: the kernels", two.bottleneck());
    assertEquals(12, Simulation.of(plan(2, 3, 2, 3, 2), FREE, 1, 1).makespan(), ROUNDING);
  }

  @Test
  void moreCoresThanTasksWaitForTheLongest() {
    Simulation many = Simulation.of(plan(2, 3, 2, 3, 2), FREE, 100, 4);
    assertEquals(3, many.makespan(), ROUNDING);
    assertEquals("the longest task", many.bottleneck());
  }

  @Test
  void aSlowDriverIsFound() {
    Rates slow = new Rates(1, 1, 1e18, 1e18, 1e18, 0, 5);
    Simulation two = Simulation.of(plan(2, 3, 2, 3, 2), slow, 2, 2);
    assertEquals(4 * 5 + 2, two.makespan(), ROUNDING);
    assertEquals("the driver, which starts 5 tasks", two.bottleneck());
  }

  @Test
  void executorsWaitForTheBroadcast() {
    Rates slow = new Rates(1, 1, 100, 1e18, 1e18, 0, 0);
    double bytes = 100 * (4 + 1 + 1) * 8;
    Simulation two = Simulation.of(plan(2, 3, 2, 3, 2), slow, 2, 1);
    assertEquals(2 * bytes / 100 + 7, two.makespan(), ROUNDING);
    assertEquals("the broadcast", two.bottleneck());
    assertEquals(7, Simulation.of(plan(2, 3, 2, 3, 2), slow, 2, 2).makespan(), ROUNDING);
  }

  @Test
  void aHundredThousandParametersKeepAThousandCoresBusy() {
    checkThousandCores(List.of(64, 1333, 10), 99_985);
    checkThousandCores(List.of(784, 126, 10), 100_180);
  }

  /** A network of 60,000 samples, at nominal rates. */
  private static void checkThousandCores(List<Integer> layers, int parameters) {
    Problem problem = network(layers, parameters);
    SampleShape shape = new SampleShape(60_000, FeatureShape.dense(layers.get(0)), 1, 60_000);
    Plan plan =
        new Planner(problem.layout(), shape, OptionalInt.empty())
            .hessian(new CurvatureRows(problem));
    Simulation schedule = Simulation.of(plan, Rates.NOMINAL, 1000, 4);
    System.out.println(plan.choice().explain());
    System.out.println(plan.tasks().size() + " tasks of " + plan.tile() + " rows: " + schedule);
    assertTrue(schedule.efficiency() >= 0.8, schedule::toString);
  }
}
