package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.SparkTestSession;
import io.sparkhessian.Tolerance;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.curvature.CurvatureMatrix;
import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code compute: gauss-newton} and {@code fisher}, from the job file to the check of a result. */
class CurvaturesIT {
  private static final String JOB = "conf/iris-mlp.yaml";
  private static final int N = 67;

  @TempDir Path directory;

  private Result run(String name, String... settings) {
    return InProcess.job(JOB, directory.resolve(name), "tile=20", settings);
  }

  private OutputDirectory out(String name) throws IOException {
    return OutputDirectory.open(
        new Configuration(), directory.resolve(name).toString(), Registry.STANDARD.outputFiles());
  }

  private String verify(String name) {
    return Expect.done(InProcess.onSpark("verify", directory.resolve(name).toString()));
  }

  /** Returns the matrix of the general path with one-hot directions, without Spark. */
  private static DMatrixRMaj expected(boolean empirical) throws IOException {
    LoadedJob loaded =
        Registry.STANDARD.load(
            SparkTestSession.get(),
            Registry.STANDARD.jobs().read(JOB, Files.readString(Path.of(JOB)), List.of()),
            Long.MAX_VALUE);
    List<Samples> chunks = ((SampleData.Local) loaded.data()).samples().chunks(Grouping.CHUNK);
    CurvatureRows matrix =
        empirical
            ? CurvatureMatrix.EMPIRICAL_FISHER.rows(loaded.problem())
            : CurvatureRows.byDirections(loaded.problem(), CurvatureMatrix.GAUSS_NEWTON);
    DMatrixRMaj rows = matrix.rows(0, N, chunks, Kernels.of(KernelChoice.AUTO));
    return rows;
  }

  private static double[] diagonal(DMatrixRMaj matrix) {
    return IntStream.range(0, N).mapToDouble(i -> matrix.get(i, i)).toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gauss-newton", "fisher"})
  void theWholeMatrix(String compute) throws IOException {
    String said = Expect.done(run("out", "compute=" + compute, "export=[csv]"));
    assertTrue(said.startsWith("iris-mlp: the "), said);
    assertTrue(said.contains("  matrix       67 × 67, "), said);
    List<String> lines = Files.readAllLines(directory.resolve("out/" + compute + ".csv"));
    DMatrixRMaj expected = expected(false);
    DMatrixRMaj found = new DMatrixRMaj(N, N);
    for (int i = 0; i < N; i++) {
      String[] cells = lines.get(i + 1).split(",", -1);
      for (int j = 0; j < N; j++) {
        found.set(i, j, Double.parseDouble(cells[j]));
      }
    }
    Tolerance.assertClose(expected, found, Tolerance.ROUNDING, compute);
    assertTrue(Files.isDirectory(directory.resolve("out").resolve(compute)));
    String verified = verify("out");
    assertTrue(verified.contains("8 random rows"), verified);
    Expect.error(4, run("out", "export=[]"), directory + "/out: holds the result of another job");
  }

  @Test
  void blocksOfTheEmpiricalFisherMatrix() throws IOException {
    String said =
        Expect.done(
            run(
                "out",
                "compute=fisher",
                "empirical=true",
                "form=blocks",
                "blocks=layer",
                "export=[]"));
    assertTrue(said.startsWith("iris-mlp: the diagonal blocks of the empirical Fisher matrix"));
    verify("out");
    Path npy = directory.resolve("layer2.npy");
    Expect.done(
        InProcess.onSpark(
            "export",
            directory.resolve("out").toString(),
            "--format",
            "npy",
            "--block",
            "layer2",
            "--to",
            npy.toString()));
    DMatrixRMaj expected = expected(true);
    double last = expected.get(N - 1, N - 1);
    byte[] bytes = Files.readAllBytes(npy);
    double found =
        Double.longBitsToDouble(
            Long.reverseBytes(java.nio.ByteBuffer.wrap(bytes).getLong(bytes.length - 8)));
    assertEquals(last, found, Tolerance.ROUNDING * Math.abs(last));
  }

  @Test
  void theDiagonalComparedWithTheHessians() throws IOException {
    String said =
        Expect.done(
            run("out", "compute=gauss-newton", "form=diagonal", "compare=true", "export=[]"));
    assertTrue(said.startsWith("iris-mlp: the diagonal of the generalised Gauss-Newton"), said);
    assertTrue(said.contains("  all          against the exact diagonal: error "), said);
    double[] found = Npy.readVector(out("out").child("diagonal.npy"));
    Tolerance.assertClose(diagonal(expected(false)), found, Tolerance.ROUNDING);
    verify("out");
    Expect.done(run("fisher", "compute=fisher", "form=diagonal", "export=[]"));
    assertArrayEquals(found, Npy.readVector(out("fisher").child("diagonal.npy")));
  }

  @Test
  void theDiagonalOfTheEmpiricalFisherMatrix() throws IOException {
    String[] settings = {
      "compute=fisher", "empirical=true", "form=diagonal", "compare=true", "export=[]"
    };
    String said = Expect.done(run("out", settings));
    assertTrue(
        said.startsWith("iris-mlp: the diagonal of the empirical Fisher matrix of 67"), said);
    assertTrue(said.contains("  layer1       against the exact diagonal: error "), said);
    double[] found = Npy.readVector(out("out").child("diagonal.npy"));
    Tolerance.assertClose(diagonal(expected(true)), found, Tolerance.ROUNDING);
    assertTrue(verify("out").contains("diagonal.npy"));
  }

  @Test
  void aWrongStoredNumberIsDetected() throws IOException {
    Expect.done(run("out", "compute=fisher", "export=[]"));
    Expect.done(run("other", "compute=fisher", "l2=0.5", "export=[]"));
    Path tiles = directory.resolve("out/fisher/block-row-00000.parquet");
    Files.copy(
        directory.resolve("other/fisher/block-row-00000.parquet"),
        tiles,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    out("out").enter(out("out").requireFinished(), List.of("fisher/block-row-00000.parquet"));
    Expect.error(
        3,
        InProcess.onSpark("verify", directory.resolve("out").toString()),
        directory + "/out: the stored numbers are wrong");
  }

  @Test
  void unsupportedJobsAreRefused() {
    Result fisherOfAClass =
        InProcess.onSpark("run", "conf/rosenbrock.yaml", "--set", "compute=fisher");
    Expect.error(
        2, fisherOfAClass, "--set compute=fisher", "a class objective has no known distribution");
  }
}
