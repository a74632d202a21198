package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.ResultBytes;
import io.sparkhessian.SparkTestSession;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.curvature.BeckerLeCunDiagonal;
import io.sparkhessian.curvature.DiagonalComparison;
import io.sparkhessian.curvature.HesScaleDiagonal;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.evaluate.Grouping;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Approximations of the diagonal, from the job file to the check of their results. */
class ApproximationsIT {
  private static final String JOB = "conf/iris-mlp.yaml";
  private static final int N = 67;

  @TempDir Path directory;
  private final DenseKernels dense = Kernels.of(KernelChoice.AUTO);

  private Result run(String name, String... settings) {
    return InProcess.job(JOB, directory.resolve(name), "export=[]", settings);
  }

  private double[] numbers(String name, String file) throws IOException {
    OutputDirectory out =
        OutputDirectory.open(
            new Configuration(),
            directory.resolve(name).toString(),
            Registry.STANDARD.outputFiles());
    return Npy.readVector(out.child(file));
  }

  private LoadedJob loaded() throws IOException {
    return Registry.STANDARD.load(
        SparkTestSession.get(),
        Registry.STANDARD.jobs().read(JOB, Files.readString(Path.of(JOB)), List.of()),
        Long.MAX_VALUE);
  }

  private List<Samples> chunks(LoadedJob loaded) {
    return ((SampleData.Local) loaded.data()).samples().chunks(Grouping.CHUNK);
  }

  /** The oracles are the library in this thread, and the job of the exact diagonal. */
  @ParameterizedTest
  @ValueSource(strings = {"becker-lecun", "hesscale"})
  void onePassComparedWithTheExactDiagonal(String compute) throws IOException {
    String said = Expect.done(run("out", "compute=" + compute, "compare=true"));
    assertTrue(said.startsWith("iris-mlp: the "), said);
    assertTrue(said.contains("  all          against the exact diagonal: error 0."), said);
    assertTrue(said.contains("  layer2       against the exact diagonal: "), said);
    LoadedJob loaded = loaded();
    double[] expected =
        compute.equals("hesscale")
            ? new HesScaleDiagonal(loaded.problem()).entries(chunks(loaded), dense)
            : new BeckerLeCunDiagonal(loaded.problem()).entries(chunks(loaded), dense);
    assertArrayEquals(expected, numbers("out", "diagonal.npy"));
    Expect.done(run("exact", "compute=diagonal"));
    double[] exact = numbers("exact", "diagonal.npy");
    assertArrayEquals(exact, numbers("out", "exact-diagonal.npy"));
    List<String> lines = Files.readAllLines(directory.resolve("out/comparison.csv"));
    assertEquals(4, lines.size(), lines::toString);
    double error =
        DiagonalComparison.of(List.of(), expected, exact).get(0).relativeError().orElseThrow();
    assertTrue(lines.get(1).startsWith("all," + N + "," + error + ","), lines::toString);
    assertVerified("out");
  }

  private void assertVerified(String name) {
    String said = Expect.done(InProcess.onSpark("verify", directory.resolve(name).toString()));
    assertTrue(said.contains(" is correct"), said);
    assertTrue(said.contains("diagonal.npy"), said);
  }

  /** The oracle is the exact diagonal; the estimate may deviate by a few standard errors. */
  @Test
  void anEstimateIsWithinItsErrors() throws IOException {
    String said =
        Expect.done(run("out", "compute=hutchinson", "probes=200", "seed=5", "compare=true"));
    assertTrue(said.startsWith("iris-mlp: the Hutchinson estimate of the diagonal"));
    double[] estimate = numbers("out", "diagonal.npy");
    double[] errors = numbers("out", "standard-errors.npy");
    double[] exact = numbers("out", "exact-diagonal.npy");
    double squares = 0;
    for (int i = 0; i < N; i++) {
      squares += Math.pow((estimate[i] - exact[i]) / errors[i], 2);
    }
    assertTrue(squares / N > 0.3 && squares / N < 3, "mean square of z: " + squares / N);
    assertVerified("out");
    Map<String, String> bytes = ResultBytes.of(directory.resolve("out"));
    Expect.done(run("again", "compute=hutchinson", "probes=200", "seed=5", "compare=true"));
    bytes.remove("certificate.json");
    assertEquals(bytes, ResultBytes.of(directory.resolve("again")));
    Expect.done(run("other", "compute=hutchinson", "probes=200", "seed=6"));
    double[] other = numbers("other", "diagonal.npy");
    assertTrue(!Arrays.equals(estimate, other), "another seed has the same estimate");
  }

  @Test
  void anApproximationWithoutComparison() throws IOException {
    Expect.done(run("out", "compute=hesscale"));
    assertEquals(
        List.of("_SUCCESS", "diagonal.npy", "gradient.npy", "parameters.csv"),
        List.copyOf(ResultBytes.of(directory.resolve("out")).keySet()));
    assertVerified("out");
    Result exported = InProcess.export(directory.resolve("out"), directory.resolve("h.npy"));
    Expect.error(2, exported, directory + "/out: holds no matrix", "compute: hesscale");
  }

  @Test
  void explainPrintsTheComparison() {
    Result result =
        InProcess.onSpark(
            "explain",
            JOB,
            "--set",
            "compute=hesscale",
            "--set",
            "compare=true",
            "--set",
            "export=[]");
    String said = Expect.done(result);
    assertTrue(said.contains("  computes     HesScale approximation to the diagonal"), said);
    assertTrue(said.contains("  compared     with the exact diagonal: "), said);
  }

  @Test
  void anObjectiveWithoutTheRecursionIsRefused() {
    Result result =
        InProcess.onSpark(
            "run",
            "conf/rosenbrock.yaml",
            "--set",
            "compute=becker-lecun",
            "--set",
            "export=[]",
            "--set",
            "output=" + directory.resolve("out"));
    Expect.error(2, result, "objective: ");
    assertTrue(Files.notExists(directory.resolve("out")));
  }

  @Test
  void aChangedNumberIsDetected() throws IOException {
    Expect.done(run("out", "compute=becker-lecun"));
    Path file = directory.resolve("out/diagonal.npy");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    Expect.error(
        2,
        InProcess.onSpark("verify", directory.resolve("out").toString()),
        "",
        "diagonal.npy does not match");
  }
}
