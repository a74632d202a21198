package io.sparkhessian.quantity.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Failure;
import io.sparkhessian.ResultBytes;
import io.sparkhessian.SparkTestSession;
import io.sparkhessian.Tolerance;
import io.sparkhessian.curvature.InputDerivative;
import io.sparkhessian.curvature.InputFunction;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.tasks.BroadcastSamples;
import io.sparkhessian.distributed.tasks.PartitionedSamples;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.distributed.tasks.SampleSet;
import io.sparkhessian.distributed.tasks.Tasks;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.SampleGroup;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.samples.SampleRange;
import io.sparkhessian.io.samples.SampleTable;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.MultilayerPerceptron;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of rows of samples have the same bytes however they came to be. */
class InputRowsIT {
  private static final int COUNT = 1900;
  private static final Grouping GROUPING = new Grouping(512);
  private static final SampleTable TABLE =
      new SampleTable(5, SampleTable.Form.PACKED, COUNT, 512, 256);

  private final JavaSparkContext spark =
      JavaSparkContext.fromSparkContext(SparkTestSession.get().sparkContext());
  private final Random random = new Random(11);
  private final Samples samples =
      new Samples(
          new DMatrixRMaj(COUNT, 5, true, random.doubles(5L * COUNT, -2, 2).toArray()),
          new DMatrixRMaj(COUNT, 1, true, random.ints(COUNT, 0, 3).asDoubleStream().toArray()),
          new DMatrixRMaj(COUNT, 1, true, random.doubles(COUNT).toArray()));

  @TempDir Path directory;

  private InputFunction loss() {
    MultilayerPerceptron network =
        new MultilayerPerceptron(List.of(5, 4, 3), Activation.TANH, Loss.CROSS_ENTROPY, true);
    double[] theta = random.doubles(39, -0.7, 0.7).toArray();
    Problem problem = new Problem(ObjectiveGraph.of(network, 5, Reduction.MEAN, 0), theta, 1);
    return InputFunction.ofLoss(problem);
  }

  private InputRows rows(InputFunction loss, String name) {
    return new InputRows(
        new SerializableConfiguration(spark.hadoopConfiguration()),
        directory.resolve(name).toString(),
        TABLE,
        InputDerivative.gradient(loss),
        InputDerivative.hessian(loss));
  }

  private SampleSet broadcast(Tasks tasks) {
    return new BroadcastSamples(tasks.share(samples.chunks(Grouping.CHUNK)), GROUPING);
  }

  private SampleSet spread() {
    List<SampleGroup> groups = new ArrayList<>();
    for (List<Samples> chunks : GROUPING.of(samples.chunks(Grouping.CHUNK))) {
      groups.add(new SampleGroup(groups.size(), new ArrayList<>(chunks)));
    }
    Collections.shuffle(groups, random);
    return new PartitionedSamples(spark.parallelize(groups, 3), GROUPING);
  }

  private List<InputReport> write(SampleSet samples, InputRows rows) {
    try (DistributedProblem problem =
        new DistributedProblem(spark, null, samples, KernelChoice.AUTO)) {
      return InputFiles.of(problem, rows).write(TABLE.ranges(), Progress.Counter.of(spark));
    }
  }

  private Map<String, String> bytes(String name) {
    return ResultBytes.of(directory.resolve(name));
  }

  @Test
  void spreadAndUnfinishedAndInOtherFormTheNumbersAreTheSame() throws IOException {
    InputFunction loss = loss();
    try (Tasks tasks = new Tasks(spark, KernelChoice.AUTO)) {
      List<InputReport> reports = write(broadcast(tasks), rows(loss, "here"));
      assertEquals(COUNT, reports.stream().mapToLong(each -> each.statistics().samples()).sum());
      Map<String, String> expected = bytes("here");
      assertEquals(4, expected.size());
      write(spread(), rows(loss, "spread"));
      assertEquals(expected, bytes("spread"));
      goOn(tasks, loss, reports, expected);
    }
    stored(rows(loss, "here"), loss);
  }

  /** One file is missing, one cut short, one of other numbers. */
  private void goOn(
      Tasks tasks, InputFunction loss, List<InputReport> reports, Map<String, String> expected)
      throws IOException {
    Path there = directory.resolve("here");
    List<SampleRange> ranges = TABLE.ranges();
    Files.delete(there.resolve(TABLE.fileName(ranges.get(0))));
    Path second = there.resolve(TABLE.fileName(ranges.get(1)));
    byte[] content = Files.readAllBytes(second);
    Files.write(second, Arrays.copyOf(content, content.length - 9));
    Path third = there.resolve(TABLE.fileName(ranges.get(2)));
    Files.copy(
        there.resolve(TABLE.fileName(ranges.get(3))), third, StandardCopyOption.REPLACE_EXISTING);
    InputRows rows = rows(loss, "here");
    try (DistributedProblem problem =
        new DistributedProblem(spark, null, broadcast(tasks), KernelChoice.AUTO)) {
      List<InputReport> finished = InputFiles.of(problem, rows).finished();
      assertEquals(List.of(reports.get(3)), finished);
      List<InputReport> again =
          InputFiles.of(problem, rows).write(ranges.subList(0, 3), Progress.Counter.of(spark));
      assertEquals(reports.subList(0, 3), again);
    }
    assertEquals(expected, bytes("here"));
  }

  /** What is read is what one thread computes. */
  private void stored(InputRows rows, InputFunction loss) throws IOException {
    DMatrixRMaj expected =
        InputDerivative.hessianByDirections(loss)
            .rows(Kernels.of(KernelChoice.AUTO))
            .of(samples, 0);
    DMatrixRMaj found = new DMatrixRMaj(COUNT, TABLE.width());
    for (SampleRange range : TABLE.ranges()) {
      rows.read(
          range,
          batch ->
              System.arraycopy(
                  batch.secondOrder(),
                  0,
                  found.data,
                  batch.first() * TABLE.width(),
                  batch.count() * TABLE.width()));
    }
    Tolerance.assertClose(expected, found, Tolerance.ROUNDING, "packed");
  }

  @Test
  void anOverflowNamesTheSample() {
    Problem problem =
        new Problem(
            ObjectiveGraph.of(new LinearModel(Loss.POISSON, 1, false), 5, Reduction.SUM, 0),
            new double[] {500, 0, 0, 0, 0},
            1);
    InputRows rows = rows(InputFunction.ofLoss(problem), "none");
    try (Tasks tasks = new Tasks(spark, KernelChoice.AUTO)) {
      Failure failure = assertThrows(Failure.class, () -> write(broadcast(tasks), rows));
      assertEquals(Failure.Kind.NUMBERS, failure.kind());
    }
  }
}
