package io.sparkhessian.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.ResultBytes;
import io.sparkhessian.Tolerance;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.io.Npy;
import io.sparkhessian.io.NpyWriter;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.io.StoredSolutions;
import io.sparkhessian.io.StoredSpectrum;
import io.sparkhessian.io.StoredTrace;
import io.sparkhessian.io.VectorFile;
import io.sparkhessian.io.VectorReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spectra, traces and solutions, from the job file to the check of their results. */
class OperatorsIT {
  private static final String JOB = "conf/iris-mlp.yaml";
  private static final int N = 67;
  private static final int FIRST_LAYER = 40;

  @TempDir Path directory;

  private Result run(String name, String... settings) {
    List<String> arguments = new ArrayList<>(List.of("run", JOB, "--set", "export=[]"));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    arguments.addAll(List.of("--set", "output=" + directory.resolve(name)));
    return InProcess.onSpark(arguments.toArray(String[]::new));
  }

  private OutputDirectory out(String name) throws IOException {
    return OutputDirectory.open(new Configuration(), directory.resolve(name).toString());
  }

  /** The Hessian by its own job. */
  private DMatrixRMaj hessian() throws IOException {
    Expect.doneSlowly(run("hessian", "export=[npy]"));
    DMatrixRMaj hessian = new DMatrixRMaj(N, N);
    try (Npy.Rows rows = Npy.rows(out("hessian").child("hessian.npy"), N, N)) {
      for (int row = 0; row < N; row++) {
        System.arraycopy(rows.next(), 0, hessian.data, row * N, N);
      }
    }
    return hessian;
  }

  /** By EJML, ascending. */
  private static double[] eigenvalues(DMatrixRMaj symmetric) {
    EigenDecomposition_F64<DMatrixRMaj> ejml =
        DecompositionFactory_DDRM.eig(symmetric.numRows, false, true);
    assertTrue(ejml.decompose(symmetric.copy()));
    return IntStream.range(0, symmetric.numRows)
        .mapToDouble(i -> ejml.getEigenvalue(i).getReal())
        .sorted()
        .toArray();
  }

  private void assertVerified(String name, String... looked) {
    String said =
        Expect.doneSlowly(InProcess.onSpark("verify", directory.resolve(name).toString()));
    assertTrue(said.contains(" is right"), said);
    for (String each : looked) {
      assertTrue(said.contains(each), said);
    }
  }

  @Test
  void allEigenvaluesWholeAndByLayer() throws IOException {
    DMatrixRMaj hessian = hessian();
    String said =
        Expect.doneSlowly(
            run("out", "compute=spectrum", "blocks=layer", "eigenvectors=true", "count=3"));
    assertTrue(said.startsWith("iris-mlp: the spectrum of the Hessian of 67 parameters"), said);
    assertTrue(said.contains("  layer2       all eigenvalues of the matrix by LAPACK: 27 "), said);
    assertEquals(List.of("", "blocks/layer1/", "blocks/layer2/"), StoredSpectrum.parts(out("out")));

    StoredSpectrum whole = StoredSpectrum.read(out("out"), "");
    double[] expected = eigenvalues(hessian);
    Tolerance.assertClose(expected, whole.eigenvalues(), Tolerance.ROUNDING);
    assertArrayEquals(new int[] {64, 65, 66}, whole.paired());
    assertTrue(Arrays.stream(whole.residuals()).allMatch(residual -> residual < 1e-12));
    DMatrixRMaj first = CommonOps_DDRM.extract(hessian, 0, FIRST_LAYER, 0, FIRST_LAYER);
    double[] layer = StoredSpectrum.read(out("out"), "blocks/layer1/").eigenvalues();
    Tolerance.assertClose(eigenvalues(first), layer, Tolerance.ROUNDING);
    assertVerified("out", "9 random ones", "squares of blocks/layer1/eigenvalues.npy");

    Result exported =
        InProcess.onSpark(
            "export",
            directory.resolve("out").toString(),
            "--format",
            "npy",
            "--to",
            directory.resolve("h.npy").toString());
    Expect.error(2, exported, directory + "/out: holds no matrix", "read", "spectrum.json");
  }

  @Test
  void extremeEigenvaluesFromProducts() throws IOException {
    double[] expected = eigenvalues(hessian());
    String[] settings = {"compute=spectrum", "method=lanczos", "count=3", "end=both", "seed=4"};
    String said = Expect.doneSlowly(run("out", settings));
    assertTrue(said.contains("extreme eigenvalues by Lanczos: 6 from "), said);
    StoredSpectrum found = StoredSpectrum.read(out("out"), "");
    double[] ends =
        IntStream.of(0, 1, 2, N - 3, N - 2, N - 1).mapToDouble(i -> expected[i]).toArray();
    Tolerance.assertClose(ends, found.eigenvalues(), Tolerance.ITERATED);
    assertTrue(Arrays.stream(found.residuals()).allMatch(residual -> residual <= 1e-6));
    assertVerified("out", "6 random ones", "eigenvalues.npy against");
  }

  @Test
  void theDensityBesideTheEigenvalues() throws IOException {
    Expect.doneSlowly(
        run("out", "compute=spectrum", "find=[eigenvalues, density]", "probes=8", "steps=20"));
    StoredSpectrum found = StoredSpectrum.read(out("out"), "");
    assertEquals(8 * 20, found.points().length);
    assertEquals(1, Arrays.stream(found.weights()).sum(), 1e-12);
    double mass = 0;
    for (int i = 1; i < found.density().length; i++) {
      double width = found.densityAt()[i] - found.densityAt()[i - 1];
      mass += width * (found.density()[i] + found.density()[i - 1]) / 2;
    }
    assertEquals(1, mass, 1e-3);
    double largest = found.eigenvalues()[N - 1];
    assertEquals(largest, found.points()[found.points().length - 1], 1e-6 * largest);
    assertVerified("out", "quadrature.csv", "density.csv", "8 random ones");
  }

  @Test
  void theTraceWithinItsErrors() throws IOException {
    double trace = CommonOps_DDRM.trace(hessian());
    for (String method : List.of("hutchinson", "hutch++")) {
      Expect.doneSlowly(
          run(method, "compute=trace", "method=" + method, "probes=48", "blocks=layer"));
      StoredTrace.Part whole = StoredTrace.read(out(method)).parts().get(0);
      double away = Math.abs(whole.trace() - trace);
      assertTrue(away < 5 * whole.standardError(), () -> trace + " estimated as " + whole);
      assertEquals(48, whole.products());
      assertVerified(method, "trace, standardError", "3 random ones");
    }
    double simple = StoredTrace.read(out("hutchinson")).parts().get(0).standardError();
    double better = StoredTrace.read(out("hutch++")).parts().get(0).standardError();
    assertTrue(better < simple, better + " after " + simple);
  }

  @Test
  void solutions() throws IOException {
    String vectors = "vectors=data/iris/vectors.npy";
    String said =
        Expect.doneSlowly(
            run("out", "compute=solve", vectors, "damping=0.25", "tolerance=1.0e-10"));
    assertTrue(said.contains("  solutions    4 by conjugate gradients; largest residual "), said);
    DMatrixRMaj matrix = hessian();
    CommonOps_DDRM.addEquals(matrix, 0.25, CommonOps_DDRM.identity(N));
    DMatrixRMaj b = vectors("data/iris/vectors.npy");
    DMatrixRMaj expected = new DMatrixRMaj(N, 4);
    assertTrue(CommonOps_DDRM.solve(matrix, CommonOps_DDRM.transpose(b, null), expected));
    DMatrixRMaj found = vectors(directory.resolve("out/solutions.npy").toString());
    Tolerance.assertClose(
        CommonOps_DDRM.transpose(expected, null), found, Tolerance.ITERATED, "solutions");
    assertStepsEndWithinTheTolerance();
    assertVerified("out", "convergence.csv", "4 random ones");
  }

  private void assertStepsEndWithinTheTolerance() throws IOException {
    double[][] steps = StoredSolutions.STEPS.read(out("out"));
    double[] iterations = StoredSolutions.CONVERGENCE.read(out("out"))[2];
    int at = 0;
    for (int k = 0; k < iterations.length; k++) {
      at += (int) iterations[k];
      assertEquals(k, steps[0][at - 1]);
      assertEquals(iterations[k], steps[1][at - 1]);
      assertTrue(steps[2][at - 1] <= 1e-10 && steps[2][at - 2] > 1e-10);
    }
    assertEquals(at, steps[0].length);
  }

  private static DMatrixRMaj vectors(String file) throws IOException {
    VectorFile opened = VectorFile.open(new Configuration(), file, N);
    try (VectorReader reader = opened.read()) {
      return reader.next(opened.count());
    }
  }

  /** The Hessian of a sum of sines is −sin in its diagonal. */
  @Test
  void aMatrixThatIsNotPositiveDefinite() throws IOException {
    Path b = directory.resolve("b.npy");
    NpyWriter.writeVector(Files.newOutputStream(b), new double[] {1, 1, 1, 1, 1});
    List<String> job =
        List.of(
            "run",
            "conf/sum-of-sines.yaml",
            "--set",
            "compute=solve",
            "--set",
            "vectors=" + b,
            "--set",
            "export=[]");
    List<String> command = new ArrayList<>(job);
    command.addAll(List.of("--set", "output=" + directory.resolve("out")));
    Expect.error(
        3,
        InProcess.onSpark(command.toArray(String[]::new)),
        "right-hand side 0, iteration ",
        "not positive definite; set a damping above ");
    assertTrue(Files.notExists(directory.resolve("out")));
    command.addAll(List.of("--set", "damping=2.0"));
    Expect.doneSlowly(InProcess.onSpark(command.toArray(String[]::new)));
    double[] x = Npy.readVector(out("out").child("solutions.npy"));
    assertTrue(Arrays.stream(x).allMatch(each -> each > 1.0 / 3 && each < 1), Arrays.toString(x));
  }

  @Test
  void whatDoesNotConverge() {
    Expect.error(
        3,
        run("out", "compute=spectrum", "method=lanczos", "iterations=9", "end=smallest"),
        "0 of 20 eigenvalues have a residual below ");
    Expect.error(
        3,
        run("out", "compute=solve", "vectors=data/iris/vectors.npy", "iterations=3"),
        "right-hand side 0: the residual is ",
        "after 3 iterations, not 1.0E-6");
    assertTrue(Files.notExists(directory.resolve("out")));
  }

  /** Numbers that the manifest takes for right. */
  @Test
  void changedNumbersAreFound() throws IOException {
    Expect.doneSlowly(run("values", "compute=spectrum"));
    change("values", "eigenvalues.npy");
    Expect.doneSlowly(run("trace", "compute=trace", "probes=9"));
    String trace = Files.readString(directory.resolve("trace/trace.json"));
    out("trace")
        .replace("trace.json", trace.replaceFirst("\"trace\" : ", "\"trace\" : 1").getBytes(UTF_8));
    Expect.doneSlowly(run("solve", "compute=solve", "vectors=data/iris/vectors.npy", "damping=1"));
    change("solve", "solutions.npy");
    for (String name : List.of("values", "trace", "solve")) {
      Result verified = InProcess.onSpark("verify", directory.resolve(name).toString());
      assertEquals(3, verified.exitCode(), verified::toString);
      assertTrue(verified.stdout().contains(" is WRONG"), verified::stdout);
    }
  }

  private void change(String name, String file) throws IOException {
    byte[] bytes = Files.readAllBytes(directory.resolve(name).resolve(file));
    bytes[bytes.length - 2] ^= 8;
    out(name).replace(file, bytes);
  }

  @Test
  void explainSaysHow() {
    String said =
        Expect.doneSlowly(explain("compute=spectrum", "count=7", "find=[eigenvalues, density]"));
    assertTrue(said.contains("  computes     spectrum of the Hessian\n"), said);
    assertTrue(said.contains("all: all 67 by LAPACK on the driver, since they are at most"), said);
    assertTrue(said.contains("all: 670 products: 67 steps of Lanczos from 10 random"), said);
    said = Expect.doneSlowly(explain("compute=spectrum", "method=lanczos", "of=gauss-newton"));
    assertTrue(said.contains("20 of 67 by Lanczos, in as many products as it takes"), said);
    assertTrue(said.contains("  the state    "), said);
    said = Expect.doneSlowly(explain("compute=trace", "blocks=layer"));
    assertTrue(said.contains("300 products, 100 of each of 3 parts"), said);
    said = Expect.doneSlowly(explain("compute=solve", "vectors=data/iris/vectors.npy"));
    assertTrue(said.contains("by conjugate gradients"), said);
  }

  private static Result explain(String... settings) {
    List<String> arguments = new ArrayList<>(List.of("explain", JOB, "--set", "export=[]"));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    return InProcess.onSpark(arguments.toArray(String[]::new));
  }

  @Test
  void aFinishedResultIsNotComputedAgain() throws IOException {
    Expect.doneSlowly(run("out", "compute=trace", "probes=9"));
    Map<String, String> before = ResultBytes.of(directory.resolve("out"));
    Result again = run("out", "compute=trace", "probes=9");
    assertEquals(0, again.exitCode(), again::toString);
    assertEquals(before, ResultBytes.of(directory.resolve("out")));
    Expect.error(4, run("out", "compute=trace", "probes=12"), directory + "/out");
  }
}
