package io.sparkhessian.distributed.tasks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.SparkTestSession;
import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.plan.Rates;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.distributed.results.RowReport;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.SampleGroup;
import io.sparkhessian.evaluate.SampleShape;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import io.sparkhessian.quantity.diagonal.DiagonalComputation;
import io.sparkhessian.quantity.matrix.MatrixRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks by groups of samples, in waves: an interrupted run keeps the finished waves. */
class WavesIT {
  private static final int FEATURES = 40;
  private static final int ROWS_OF_WAVE = 2;

  /** Number of computed parts, and the number after which the samples are lost. */
  private static final AtomicInteger PARTS = new AtomicInteger();

  private static final AtomicInteger MOST = new AtomicInteger(Integer.MAX_VALUE);

  private final JavaSparkContext spark =
      JavaSparkContext.fromSparkContext(SparkTestSession.get().sparkContext());
  private final Random random = new Random(83);
  private final Samples samples =
      Matrices.samples(random, Matrices.normal(random, 1500, FEATURES), 2);
  private final Grouping grouping = new Grouping(512);
  private final Problem problem =
      new Problem(
          ObjectiveGraph.of(new LinearModel(Loss.LOGISTIC, 1, true), FEATURES, Reduction.MEAN, 0.1),
          random.doubles(FEATURES + 1, -1, 1).toArray(),
          samples.totalWeight());

  @TempDir Path directory;

  private List<SampleGroup> groups() {
    List<SampleGroup> groups = new ArrayList<>();
    for (List<Samples> chunks : grouping.of(samples.chunks(Grouping.CHUNK))) {
      groups.add(new SampleGroup(groups.size(), new ArrayList<>(chunks)));
    }
    return groups;
  }

  /** Groups that are lost after a given number of reads. */
  private SampleSet sampleSet() {
    return new PartitionedSamples(
        spark
            .parallelize(groups(), groups().size())
            .map(
                group -> {
                  if (PARTS.incrementAndGet() > MOST.get()) {
                    throw new IOException("planted: the samples are gone");
                  }
                  return group;
                }),
        grouping);
  }

  /** Returns the plan with so much work that a wave has a few tasks. */
  private static Plan inWaves(Plan plan) {
    double flops = 4.5 * Rates.NOMINAL.flops();
    return plan.with(
        plan.tasks().stream()
            .map(task -> new BlockTask(0, task.blockRow(), task.from(), task.to(), flops))
            .toList());
  }

  private Planner planner() {
    return new Planner(problem.layout(), SampleShape.of(samples), OptionalInt.of(4)).partitioned(1);
  }

  /** Work on a problem over these samples. */
  @FunctionalInterface
  private interface Work<T> {
    T with(DistributedProblem distributed) throws IOException;
  }

  private <T> T counted(int most, Work<T> work) throws IOException {
    PARTS.set(0);
    MOST.set(most);
    try (DistributedProblem distributed =
        new DistributedProblem(spark, problem, sampleSet(), KernelChoice.AUTO)) {
      return work.with(distributed);
    }
  }

  private static Map<String, byte[]> files(Path place) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (Stream<Path> all = Files.list(place)) {
      for (Path file :
          all.filter(each -> !each.getFileName().toString().startsWith(".")).toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, bytes) -> assertArrayEquals(bytes, actual.get(name), name));
  }

  @Test
  void blockRowsOfTheWavesBeforeAreKept() throws IOException {
    CurvatureRows hessian = new CurvatureRows(problem);
    Plan plan = inWaves(planner().hessian(hessian));
    assertEquals(6, plan.waves().size(), plan.waves()::toString);
    Path once = directory.resolve("once");
    List<BlockTask> asOne =
        plan.tasks().stream()
            .map(task -> new BlockTask(0, task.blockRow(), task.from(), task.to(), 1))
            .toList();
    Plan oneWave = plan.with(asOne);
    assertEquals(1, oneWave.waves().size());
    counted(Integer.MAX_VALUE, at -> write(at, hessian, oneWave, once));

    Path killed = directory.resolve("killed");
    int ofWave = ROWS_OF_WAVE * groups().size();
    assertThrows(
        RuntimeException.class, () -> counted(ofWave + 1, at -> write(at, hessian, plan, killed)));
    Set<String> kept = new HashSet<>(files(killed).keySet());
    assertTrue(kept.size() >= ROWS_OF_WAVE, kept::toString);
    assertFalse(kept.size() >= plan.tasks().size() / 2, kept::toString);

    List<RowReport> there =
        counted(0, at -> new MatrixRows(at, hessian, plan).finished(List.of(killed.toString())));
    assertEquals(kept.size(), there.size());
    Set<Integer> rows = new HashSet<>();
    there.forEach(report -> rows.add(report.blockRow()));
    Plan missing =
        plan.with(plan.tasks().stream().filter(task -> !rows.contains(task.blockRow())).toList());
    counted(Integer.MAX_VALUE, at -> write(at, hessian, missing, killed));
    assertEquals(missing.tasks().size() * groups().size(), PARTS.get());
    assertSame(files(once), files(killed));
  }

  private List<RowReport> write(
      DistributedProblem at, CurvatureRows hessian, Plan plan, Path place) {
    return new MatrixRows(at, hessian, plan)
        .write(List.of(place.toString()), Progress.Counter.of(spark));
  }

  @Test
  void piecesOfADiagonalAreKept() throws IOException {
    HessianDiagonal diagonal = HessianDiagonal.byDirections(problem);
    Plan whole = planner().diagonal(diagonal);
    List<BlockTask> tasks = new ArrayList<>();
    for (int from = 0; from < whole.parameters(); from += 8) {
      int to = Math.min(whole.parameters(), from + 8);
      tasks.add(new BlockTask(0, from, from, to, 1));
    }
    Plan plan = inWaves(whole.with(tasks));
    assertEquals(3, plan.waves().size(), plan.waves()::toString);
    Progress.Counter done = Progress.Counter.of(spark);
    double[] expected =
        counted(
            Integer.MAX_VALUE,
            at -> DiagonalComputation.tasks(at, diagonal).compute(plan, Pieces.NONE, done));
    assertEquals(tasks.size() * groups().size(), PARTS.get());

    int ofWave = ROWS_OF_WAVE * groups().size();
    DiagonalComputation computation = new DiagonalComputation(diagonal, plan);
    Pieces pieces = new Pieces.Stored(hadoop(), directory.toString());
    assertThrows(
        RuntimeException.class,
        () -> counted(ofWave + 1, at -> computation.compute(at, pieces, done)));
    int kept = files(directory).size();
    assertTrue(kept >= ROWS_OF_WAVE, kept + " pieces");
    DiagonalComputation.Numbers numbers =
        counted(Integer.MAX_VALUE, at -> computation.compute(at, pieces, done));
    assertEquals(kept, numbers.resumed());
    assertEquals((tasks.size() - kept) * groups().size(), PARTS.get());
    assertArrayEquals(expected, numbers.entries());
  }

  private SerializableConfiguration hadoop() {
    return new SerializableConfiguration(spark.hadoopConfiguration());
  }
}
