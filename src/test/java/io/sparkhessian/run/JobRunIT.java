package io.sparkhessian.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.ResultBytes;
import io.sparkhessian.SparkTestSession;
import io.sparkhessian.Tolerance;
import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.distributed.plan.BlockTask;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.results.RowReport;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.tiles.BlockMatrices;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.quantity.matrix.MatrixRows;
import io.sparkhessian.registry.Registry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.sql.SparkSession;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRunIT {
  private static final String IRIS = "conf/iris-mlp.yaml";

  private final SparkSession sql = SparkTestSession.get();
  private final JavaSparkContext spark = JavaSparkContext.fromSparkContext(sql.sparkContext());
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

  @TempDir Path directory;

  @Test
  void writesTheHessianInEveryForm() throws IOException {
    LoadedJob loaded = load(IRIS, "tile=20", "export=[npy]");
    JobRun.Outcome outcome = run(loaded, false).orElseThrow();
    DMatrixRMaj expected = dense(loaded);

    Matrix stored =
        BlockMatrices.read(sql, out().resolve("hessian").toString(), new TileLayout(67, 20))
            .toLocalMatrix();
    double[] square = new double[67 * 67];
    for (int i = 0; i < 67; i++) {
      for (int j = 0; j < 67; j++) {
        square[i * 67 + j] = stored.apply(i, j);
      }
    }
    Tolerance.assertClose(expected.data, square, Tolerance.ROUNDING);
    byte[] npy = Files.readAllBytes(out().resolve("hessian.npy"));
    assertEquals(67L * 67 * 8, npy.length - 128);
    assertEquals(10, outcome.plan().tiles());
    Manifest manifest = opened().requireFinished();
    assertEquals(List.of(), opened().damagedFiles());
    assertEquals(
        List.of(
            "gradient.npy",
            "hessian.npy",
            "hessian/block-row-00000.parquet",
            "hessian/block-row-00001.parquet",
            "hessian/block-row-00002.parquet",
            "hessian/block-row-00003.parquet",
            "parameters.csv"),
        manifest.files().stream().map(file -> file.path()).toList());
    assertTrue(Files.exists(out().resolve("_SUCCESS")));
    assertEquals(sql.sparkContext().version(), manifest.versions().get("spark"));
    assertTrue(
        manifest.blas().startsWith("OpenBLAS " + manifest.versions().get("openblas") + " "),
        manifest::toString);
    assertTrue(
        Files.readString(out().resolve("parameters.csv")).contains("\"layer1.weight[0,1]\""));
  }

  @Test
  void theDiagonalEqualsTheDiagonalOfTheHessian() throws IOException {
    LoadedJob loaded = load(IRIS, "compute=diagonal", "tile=20", "export=[]");
    run(loaded, false);
    DMatrixRMaj expected = dense(loaded);
    double[] diagonal = new double[67];
    for (int i = 0; i < 67; i++) {
      diagonal[i] = expected.get(i, i);
    }
    double[] stored = Npy.readVector(opened().child("diagonal.npy"));
    Tolerance.assertClose(diagonal, stored, Tolerance.ROUNDING);
  }

  @Test
  void aFinishedJobIsNotRunAgainAndAnotherJobIsRefused() throws IOException {
    run(load(IRIS), false);
    byte[] manifest = Files.readAllBytes(out().resolve("manifest.json"));

    assertEquals(Optional.empty(), run(load(IRIS), false));
    LoadedJob other = load(IRIS, "l2=0.5");
    Failure refused = assertThrows(Failure.class, () -> run(other, false));
    assertEquals(Failure.Kind.REFUSED, refused.kind());
    assertArrayEquals(manifest, Files.readAllBytes(out().resolve("manifest.json")));

    assertTrue(run(other, true).isPresent());
  }

  /** Two of four block rows can be reused: one is missing and one is damaged. */
  @Test
  void anUnfinishedRunIsResumed() throws IOException {
    LoadedJob loaded = load(IRIS, "tile=20");
    run(loaded, false);
    Map<String, String> whole = ResultBytes.of(out());
    String backend = opened().requireFinished().blas();
    makeUnfinished(
        Fingerprint.of(loaded),
        Versions.work(backend, Registry.STANDARD.chosen(loaded.job()).computation(loaded).plan()));
    Files.delete(out().resolve("hessian/block-row-00001.parquet"));
    Path damaged = out().resolve("hessian/block-row-00002.parquet");
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length / 3] ^= 1;
    Files.write(damaged, bytes);
    FileTime kept = Files.getLastModifiedTime(out().resolve("hessian/block-row-00000.parquet"));

    assertThrows(Failure.class, () -> opened().requireFinished());
    assertTrue(run(load(IRIS, "tile=20"), false).isPresent());
    assertEquals(whole, ResultBytes.of(out()));
    assertEquals(List.of(), opened().damagedFiles());
    assertEquals(kept, Files.getLastModifiedTime(out().resolve("hessian/block-row-00000.parquet")));
    String printed = messages.toString(StandardCharsets.UTF_8);
    assertTrue(
        printed.contains("resumed an unfinished run; 2 of 4 block rows were finished"), printed);
  }

  @Test
  void anUnfinishedRunWithOtherKernelsIsRemoved() throws IOException {
    run(load(IRIS), false);
    makeUnfinished(Fingerprint.of(load(IRIS)), "other kernels");
    assertTrue(run(load(IRIS), false).isPresent());
    String printed = messages.toString(StandardCharsets.UTF_8);
    assertTrue(
        printed.contains("removed an unfinished run with other kernels, versions or tiles"),
        printed);
  }

  /** Turns the result into the state that a killed run leaves. */
  private void makeUnfinished(String fingerprint, String work) throws IOException {
    Files.writeString(
        out().resolve("_started-000003"),
        String.join("\n", fingerprint, work, "owner", "", "", "0", "0") + "\n");
    Files.delete(out().resolve("manifest.json"));
    Files.delete(out().resolve("_SUCCESS"));
  }

  @Test
  void nonFiniteNumbersLeaveNoResult() throws IOException {
    Path theta = directory.resolve("theta.csv");
    Files.writeString(theta, "name,value\nx[0],1e200\nx[1],0.0\n");
    LoadedJob loaded = load("conf/rosenbrock.yaml", "parameters=" + theta, "export=[]");
    Failure failure = assertThrows(Failure.class, () -> run(loaded, false));
    assertEquals(Failure.Kind.NUMBERS, failure.kind());
    assertTrue(failure.getMessage().startsWith("the loss is Infinity"), failure.getMessage());
    assertFalse(Files.exists(out()));
  }

  @Test
  void nonFiniteNumbersKeepAnOlderResult() throws IOException {
    run(load("conf/rosenbrock.yaml", "export=[]"), false);
    Map<String, String> older = ResultBytes.of(out());
    byte[] manifest = Files.readAllBytes(out().resolve("manifest.json"));
    Path theta = directory.resolve("theta.csv");
    Files.writeString(theta, "name,value\nx[0],1e200\nx[1],0.0\n");
    LoadedJob loaded = load("conf/rosenbrock.yaml", "parameters=" + theta, "export=[]");
    Failure failure = assertThrows(Failure.class, () -> run(loaded, true));
    assertEquals(Failure.Kind.NUMBERS, failure.kind());
    assertEquals(older, ResultBytes.of(out()));
    assertArrayEquals(manifest, Files.readAllBytes(out().resolve("manifest.json")));
    assertEquals(List.of(), opened().damagedFiles());
  }

  @Test
  void parametersAreOrderedByTheirNames() throws IOException {
    Path theta = directory.resolve("theta.csv");
    Files.writeString(theta, "name,value\nx[1],1.0\nx[0],-1.2\n");
    LoadedJob turned = load("conf/rosenbrock.yaml", "parameters=" + theta);
    assertArrayEquals(new double[] {-1.2, 1.0}, turned.problem().parameters());
  }

  @Test
  void verificationDetectsWrongNumbers() throws IOException {
    LoadedJob loaded = load(IRIS, "tile=20");
    Manifest manifest = run(loaded, false).orElseThrow().manifest();
    Verification verification = new Verification(spark, Registry.STANDARD, loaded);
    assertTrue(verification.sameInput(manifest));
    Findings right = verification.check(opened(), manifest, 5, 1);
    assertTrue(right.isCorrect(), right::toString);
    assertEquals(5, right.indices().size());
    assertTrue(right.sampledError() < Tolerance.DIFFERENCES, right::toString);

    LoadedJob other = load(IRIS, "l2=0.5", "tile=20");
    Verification wrong = new Verification(spark, Registry.STANDARD, other);
    assertFalse(wrong.sameInput(manifest));
    assertFalse(wrong.check(opened(), manifest, 5, 1).isCorrect());
  }

  /** Runs eight tasks over three chunks of samples, from the first and from the last row. */
  @Test
  void theBytesDoNotDependOnTheOrderOfTheTasks() throws IOException {
    LoadedJob loaded = load("conf/breast-cancer-logistic.yaml", "tile=4");
    Plan plan = Registry.STANDARD.chosen(loaded.job()).computation(loaded).plan();
    Plan lastFirst = lastFirst(plan);
    assertEquals(8, plan.tasks().size());
    assertEquals(0, plan.tasks().get(0).blockRow());
    assertEquals(7, lastFirst.tasks().get(0).blockRow());
    assertEquals(written(loaded, plan, "ahead"), written(loaded, lastFirst, "back"));
  }

  private static Plan lastFirst(Plan plan) {
    List<BlockTask> tasks =
        plan.tasks().stream()
            .map(task -> new BlockTask(0, task.blockRow(), task.from(), task.to(), task.blockRow()))
            .toList();
    return plan.with(tasks);
  }

  /** Names and checksums of the files that the tasks of a plan write. */
  private List<FileEntry> written(LoadedJob loaded, Plan plan, String name) {
    try (DistributedProblem problem =
        new DistributedProblem(spark, loaded.problem(), loaded.data(), KernelChoice.AUTO)) {
      CurvatureRows hessian = new CurvatureRows(loaded.problem());
      String store = directory.resolve(name).toString();
      return new MatrixRows(problem, hessian, plan)
          .write(List.of(store), Progress.Counter.of(spark)).stream().map(RowReport::file).toList();
    }
  }

  private Optional<JobRun.Outcome> run(LoadedJob loaded, boolean overwrite) throws IOException {
    PrintStream out = new PrintStream(messages, true, StandardCharsets.UTF_8);
    return new JobRun(
            spark,
            loaded,
            Registry.STANDARD,
            new Phases(),
            out,
            false,
            new ResultReport(spark, Registry.STANDARD))
        .run(overwrite);
  }

  private LoadedJob load(String file, String... settings) throws IOException {
    List<String> all = new ArrayList<>(Stream.of(settings).toList());
    all.add("output=" + out());
    return Registry.STANDARD.load(
        sql, Registry.STANDARD.jobs().read(file, Files.readString(Path.of(file)), all), 1L << 30);
  }

  private static DMatrixRMaj dense(LoadedJob loaded) {
    return new CurvatureRows(loaded.problem())
        .rows(
            0,
            loaded.problem().layout().size(),
            ((SampleData.Local) loaded.data()).samples().chunks(Grouping.CHUNK),
            Kernels.of(KernelChoice.AUTO));
  }

  private Path out() {
    return directory.resolve("out");
  }

  private OutputDirectory opened() throws IOException {
    return OutputDirectory.open(
        new Configuration(), out().toString(), Registry.STANDARD.outputFiles());
  }
}
