package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.curvature.Problem;
import io.sparkhessian.distributed.plan.Rates;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.examples.Rosenbrock;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import io.sparkhessian.quantity.Computation;
import io.sparkhessian.registry.Registry;
import io.sparkhessian.run.TaskSpeed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleLinesTest {
  private final SampleData none = SampleData.Local.of(Samples.none());
  private final LoadedJob loaded =
      new LoadedJob(
          Registry.STANDARD
              .jobs()
              .read(
                  "job.yaml",
                  """
                  objective: {type: class, class: io.sparkhessian.examples.Rosenbrock}
                  parameters: point.csv
                  compute: hessian
                  output: out
                  """,
                  List.of()),
          new Problem(
              ObjectiveGraph.of(new Rosenbrock(Map.of()), 0, Reduction.MEAN, 0), new double[2], 0),
          none,
          List.of("x[0]", "x[1]"),
          List.of(),
          Optional.empty(),
          List.of(),
          Optional.empty());
  private final Computation<?> rosenbrock =
      Registry.STANDARD.chosen(loaded.job()).computation(loaded);

  private TaskSpeed speed(long usable) {
    return new TaskSpeed(rosenbrock, none, Kernels.of(KernelChoice.JAVA), usable);
  }

  @Test
  void tasksTooLargeForTheDriverAreNotMeasured() {
    TaskSpeed small = speed(10);
    assertEquals(Rates.NOMINAL, small.rates(1));
    String text = ScheduleLines.of(rosenbrock.plan(), small, 2, 2);
    assertEquals(1, text.lines().filter(line -> line.startsWith("not measured: ")).count(), text);
    assertTrue(text.contains("1 concurrent task would need "), text);
    assertTrue(
        text.contains(" and the driver has 10 B; using the nominal 20 Gflop/s per core"), text);
    assertTrue(text.contains(" if all are, both nominal; "), text);
  }

  @Test
  void smallTasksAreMeasured() {
    assertTrue(speed(1L << 30).fits(2));
  }
}
