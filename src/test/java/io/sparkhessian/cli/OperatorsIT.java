package io.sparkhessian.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.ResultBytes;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.quantity.trace.StoredTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Traces, and common properties of quantities from products: failures to converge, changed numbers
 * and finished results.
 */
class OperatorsIT {
  @TempDir Path directory;
  private IrisNetwork iris;

  @BeforeEach
  void createDirectory() {
    iris = new IrisNetwork(directory);
  }

  @Test
  void theTraceWithinItsErrors() throws IOException {
    double trace = CommonOps_DDRM.trace(iris.hessian());
    for (String method : List.of("hutchinson", "hutch++")) {
      Expect.doneSlowly(
          iris.run(method, "compute=trace", "method=" + method, "probes=48", "blocks=layer"));
      StoredTrace.Part whole = StoredTrace.read(iris.out(method)).parts().get(0);
      double away = Math.abs(whole.trace() - trace);
      assertTrue(away < 5 * whole.standardError(), () -> trace + " estimated as " + whole);
      assertEquals(48, whole.products());
      iris.assertVerified(method, "trace, standardError", "3 at random");
    }
    double simple = StoredTrace.read(iris.out("hutchinson")).parts().get(0).standardError();
    double better = StoredTrace.read(iris.out("hutch++")).parts().get(0).standardError();
    assertTrue(better < simple, better + " after " + simple);
  }

  @Test
  void anIterationThatDoesNotConverge() {
    Expect.error(
        3,
        iris.run("out", "compute=spectrum", "method=lanczos", "iterations=9", "end=smallest"),
        "0 of 20 eigenvalues have a residual below ");
    Expect.error(
        3,
        iris.run("out", "compute=solve", "vectors=data/iris/vectors.npy", "iterations=3"),
        "right-hand side 0: the relative residual is ",
        "after 3 iterations, above the tolerance of 1.0E-6");
    assertTrue(Files.notExists(directory.resolve("out")));
  }

  /** Changes numbers and updates their checksums in the manifest. */
  @Test
  void changedNumbersAreDetected() throws IOException {
    Expect.doneSlowly(iris.run("values", "compute=spectrum"));
    change("values", "eigenvalues.npy");
    Expect.doneSlowly(iris.run("trace", "compute=trace", "probes=9"));
    String trace = Files.readString(directory.resolve("trace/trace.json"));
    iris.out("trace")
        .replace("trace.json", trace.replaceFirst("\"trace\" : ", "\"trace\" : 1").getBytes(UTF_8));
    Expect.doneSlowly(
        iris.run("solve", "compute=solve", "vectors=data/iris/vectors.npy", "damping=1"));
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
    iris.out(name).replace(file, bytes);
  }

  @Test
  void explainPrintsTheMethod() {
    String said =
        Expect.doneSlowly(
            IrisNetwork.explain("compute=spectrum", "count=7", "find=[eigenvalues, density]"));
    assertTrue(said.contains("  computes     spectrum of the Hessian\n"), said);
    assertTrue(said.contains("all: all 67 by LAPACK on the driver, because N is at most"), said);
    assertTrue(said.contains("all: 670 products: 67 Lanczos steps for each of 10 random"), said);
    said =
        Expect.doneSlowly(
            IrisNetwork.explain("compute=spectrum", "method=lanczos", "of=gauss-newton"));
    assertTrue(said.contains("20 of 67 by Lanczos; at most 10,000 products"), said);
    assertTrue(said.contains("  the state    "), said);
    said = Expect.doneSlowly(IrisNetwork.explain("compute=trace", "blocks=layer"));
    assertTrue(said.contains("300 products, 100 for each of 3 parts"), said);
    said = Expect.doneSlowly(IrisNetwork.explain("compute=solve", "vectors=data/iris/vectors.npy"));
    assertTrue(said.contains("by conjugate gradients"), said);
  }

  @Test
  void aFinishedResultIsNotComputedAgain() throws IOException {
    Expect.doneSlowly(iris.run("out", "compute=trace", "probes=9"));
    Map<String, String> before = ResultBytes.of(directory.resolve("out"));
    Result again = iris.run("out", "compute=trace", "probes=9");
    assertEquals(0, again.exitCode(), again::toString);
    assertEquals(before, ResultBytes.of(directory.resolve("out")));
    Expect.error(4, iris.run("out", "compute=trace", "probes=12"), directory + "/out");
  }
}
