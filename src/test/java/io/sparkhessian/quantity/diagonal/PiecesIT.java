package io.sparkhessian.quantity.diagonal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.SparkTestSession;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.io.npy.NpyWriter;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.quantity.Computation;
import io.sparkhessian.quantity.products.ProductsComputation;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of products and of a diagonal by directions, what is there is taken, and the rest computed. */
class PiecesIT {
  private static final int VECTORS = 30;
  private static final long SEED = 5;

  private final SparkSession sql = SparkTestSession.get();
  private final JavaSparkContext spark = JavaSparkContext.fromSparkContext(sql.sparkContext());

  @TempDir Path directory;

  /** With data that are broadcast, and with data that are not. */
  @ParameterizedTest
  @ValueSource(longs = {1L << 30, 1})
  void ofProducts(long limit) throws IOException {
    Path vectors = directory.resolve("vectors.npy");
    double[] numbers = new Random(SEED).doubles(VECTORS * 67L).toArray();
    try (NpyWriter npy = new NpyWriter(Files.newOutputStream(vectors), VECTORS, 67)) {
      npy.write(numbers);
    }
    LoadedJob loaded = load(limit, "compute=hvp", "vectors=" + vectors);
    assertGoesOn(
        loaded,
        Registry.STANDARD.chosen(loaded.job()).computation(loaded),
        ProductsComputation.FILE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 30, 1})
  void ofADiagonal(long limit) throws IOException {
    LoadedJob loaded = load(limit, "compute=diagonal");
    HessianDiagonal diagonal = HessianDiagonal.byDirections(loaded.problem());
    Planner planner =
        new Planner(loaded.problem().layout(), loaded.data().shape(), loaded.job().tile());
    assertGoesOn(
        loaded,
        new DiagonalComputation(diagonal, planner.diagonal(diagonal)),
        DiagonalComputation.FILE);
  }

  @Test
  void aPieceOfAnotherLengthIsNone() throws IOException {
    OutputDirectory out = opened();
    Pieces pieces = Pieces.in(out, spark);
    pieces.keep(3, new double[] {1, Double.MIN_VALUE, -0.0});
    assertArrayEquals(new double[] {1, Double.MIN_VALUE, -0.0}, pieces.find(3, 3).orElseThrow());
    assertTrue(pieces.find(3, 2).isEmpty());
    assertTrue(pieces.find(3, 3).isEmpty());
    pieces.keep(3, new double[2]);
    assertTrue(pieces.find(3, 1000).isEmpty());
  }

  @Test
  void earlierPiecesAreRemoved() throws IOException {
    Pieces pieces = Pieces.in(opened(), spark);
    assertTrue(pieces.last().isEmpty());
    for (int first : new int[] {2, 100_000, 30}) {
      pieces.keep(first, new double[] {first});
    }
    assertEquals(100_000, pieces.last().orElseThrow());
    pieces.removeBefore(30);
    assertTrue(pieces.find(2, 1).isEmpty());
    assertArrayEquals(new double[] {30}, pieces.find(30, 1).orElseThrow());
  }

  /** Of all pieces one is lost and one is damaged. */
  private void assertGoesOn(LoadedJob loaded, Computation<?> computation, String file)
      throws IOException {
    int tasks = computation.plan().tasks().size();
    assertEquals(0, resumed(loaded, computation));
    byte[] whole = Files.readAllBytes(out().resolve(file));
    Map<Path, Object> before = pieces();
    assertEquals(tasks, before.size());
    List<Path> names = new ArrayList<>(before.keySet());
    Files.delete(names.get(tasks - 2));
    byte[] damaged = Files.readAllBytes(names.get(tasks - 1));
    damaged[damaged.length - 1] ^= 1;
    Files.write(names.get(tasks - 1), damaged);

    assertEquals(tasks - 2, resumed(loaded, computation));
    assertArrayEquals(whole, Files.readAllBytes(out().resolve(file)));
    Map<Path, Object> after = pieces();
    assertEquals(before.keySet(), after.keySet());
    names.subList(0, tasks - 2).forEach(name -> assertEquals(before.get(name), after.get(name)));
    assertEquals(tasks, resumed(loaded, computation));
    assertArrayEquals(whole, Files.readAllBytes(out().resolve(file)));
  }

  private int resumed(LoadedJob loaded, Computation<?> computation) throws IOException {
    try (DistributedProblem problem =
        new DistributedProblem(spark, loaded.problem(), loaded.data(), KernelChoice.AUTO)) {
      return computation.write(problem, opened(), Progress.Counter.of(spark)).resumed();
    }
  }

  /** The files of the pieces, and what changes when one is written again. */
  private Map<Path, Object> pieces() throws IOException {
    Map<Path, Object> pieces = new TreeMap<>();
    try (Stream<Path> files = Files.list(out().resolve("_pieces"))) {
      for (Path file : files.toList()) {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        pieces.put(file, List.of(attributes.fileKey(), attributes.lastModifiedTime()));
      }
    }
    return pieces;
  }

  private LoadedJob load(long limit, String... settings) throws IOException {
    List<String> all = new ArrayList<>(Stream.of(settings).toList());
    all.addAll(List.of("export=[]", "output=" + out()));
    String iris = "conf/iris-mlp.yaml";
    return Registry.STANDARD.load(
        sql, Registry.STANDARD.jobs().read(iris, Files.readString(Path.of(iris)), all), limit);
  }

  private Path out() {
    return directory.resolve("out");
  }

  private OutputDirectory opened() throws IOException {
    Files.createDirectories(out());
    return OutputDirectory.open(
        new Configuration(), out().toString(), Registry.STANDARD.outputFiles());
  }
}
