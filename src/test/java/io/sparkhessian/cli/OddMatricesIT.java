package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.io.npy.NpyWriter;
import io.sparkhessian.io.output.OutputDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Correct results for Hessians that are singular, cancel, or have badly scaled features, and a
 * point without a Hessian.
 */
class OddMatricesIT {
  private static final String JOB =
      """
      objective: OBJECTIVE
      parameters: DIR/theta.npy
      data: {path: DIR/data.csv, format: csv, label: y, options: {header: true}}
      reduction: sum
      output: DIR/out
      """;

  @TempDir Path directory;

  private void write(String objective, String data, double... parameters) throws IOException {
    Files.writeString(
        directory.resolve("job.yaml"),
        JOB.replace("OBJECTIVE", objective).replace("DIR", directory.toString()));
    Files.writeString(directory.resolve("data.csv"), data);
    NpyWriter.writeVector(Files.newOutputStream(directory.resolve("theta.npy")), parameters);
  }

  private Result run(String... settings) {
    List<String> arguments = new ArrayList<>(List.of("run", directory + "/job.yaml"));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    return InProcess.onSpark(arguments.toArray(String[]::new));
  }

  private Result verify() {
    return InProcess.onSpark("verify", directory + "/out");
  }

  private void assertVerified() {
    String said = Expect.doneSlowly(verify());
    assertTrue(said.startsWith(directory + "/out is correct"), said);
  }

  private double[] vector(String file) throws IOException {
    OutputDirectory out = OutputDirectory.open(new Configuration(), directory + "/out");
    return Npy.readVector(out.child(file));
  }

  /** The third feature is the sum of the others: the smallest eigenvalue is rounding error. */
  @Test
  void anEigenvalueThatIsRounding() throws IOException {
    String data = "a,b,c,y\n1,2,3,0\n-2,0.3,-1.7,1\n0.7,5,5.7,2\n4,-1,3,1\n";
    write("{type: linear, intercept: false}", data, 0.1, 0.2, 0.3);
    Expect.doneSlowly(run("compute=spectrum", "method=lanczos", "end=smallest", "count=1"));
    assertEquals(0, vector("eigenvalues.npy")[0], 1e-12);
    assertVerified();
  }

  @Test
  void aRightHandSideOfZeros() throws IOException {
    write("{type: linear, intercept: false}", "a,b,y\n1,2,0\n3,4,1\n", 1, 2);
    NpyWriter.writeVector(Files.newOutputStream(directory.resolve("b.npy")), new double[2]);
    Expect.doneSlowly(run("compute=solve", "vectors=" + directory + "/b.npy"));
    assertArrayEquals(new double[2], vector("solutions.npy"));
    assertVerified();
  }

  /** The Hessian of Σ sin x is diag(−sin x), whose trace is zero where each x has its opposite. */
  @Test
  void aTraceThatCancels() throws IOException {
    write(
        "{type: class, class: io.sparkhessian.examples.SumOfSines, arguments: {size: 5}}",
        "",
        1,
        -1,
        0.3,
        -0.3,
        0);
    String job = Files.readString(directory.resolve("job.yaml")).replaceFirst("data: .*\n", "");
    Files.writeString(directory.resolve("job.yaml"), job);
    String said = Expect.doneSlowly(run("compute=trace", "probes=15"));
    assertFalse(said.contains("downwards"), said);
    assertVerified();
  }

  /** Products of 1e100 and more; the matrix is diagonal, and its squares overflow. */
  @Test
  void eigenvaluesOfHugeMatrices() throws IOException {
    String data = "a,b,c,y\n1e100,0,0,0\n0,3e100,0,0\n0,0,-2e100,0\n";
    write("{type: linear, intercept: false}", data, 0, 0, 0);
    Expect.doneSlowly(run("compute=spectrum", "method=lanczos", "count=3"));
    double[] found = vector("eigenvalues.npy");
    double[] expected = {1, 4, 9};
    for (int i = 0; i < 3; i++) {
      assertEquals(expected[i], found[i] / 1e200, 1e-12);
    }
    assertVerified();
    Expect.doneSlowly(run("compute=spectrum", "method=exact", "output=" + directory + "/all"));
    String said = Expect.doneSlowly(InProcess.onSpark("verify", directory + "/all"));
    assertTrue(said.contains("is correct"), said);
  }

  /** This logistic loss is nearly quadratic only within a millionth of the usual step. */
  @Test
  void featuresInLargeUnits() throws IOException {
    StringBuilder data = new StringBuilder("income,y\n");
    for (int s = 0; s < 20; s++) {
      data.append("%d,%d\n".formatted(-900_000 + 100_000 * s, s * s % 3 % 2));
    }
    write("{type: logistic}", data.toString(), 2e-6, 0.1);
    Expect.doneSlowly(run());
    assertVerified();
  }

  /** Differences across the kink are wrong; verify uses products along directions there. */
  @Test
  void pointsOnAKink() throws IOException {
    write(
        "{type: mlp, layers: [1, 1, 1], activation: relu, loss: squared-error}",
        "x,y\n0,1\n2,1\n",
        1,
        0,
        1,
        0);
    Expect.doneSlowly(run());
    String said = Expect.doneSlowly(verify());
    assertTrue(said.startsWith(directory + "/out is correct"), said);
    assertTrue(
        said.contains(
            "  rows         4 at random against central differences of the gradient, and 1 against"
                + " products along directions where the gradient jumps, as at the kink of a relu:"),
        said);
  }

  @Test
  void samplesOnAKink() throws IOException {
    write(
        "{type: mlp, layers: [2, 2, 1], activation: relu, loss: squared-error, intercept: false}",
        "a,b,y\n0,0,1\n2,1,1\n1e-9,1,0\n",
        1,
        0,
        0.5,
        -1,
        1,
        2);
    for (String compute : List.of("hessian", "laplacian")) {
      Expect.doneSlowly(run("wrt=inputs", "compute=" + compute));
      String said = Expect.doneSlowly(verify());
      assertTrue(said.startsWith(directory + "/out is correct"), said);
      assertTrue(said.contains(", and 4 against products along directions where"), said);
      Files.move(directory.resolve("out"), directory.resolve(compute));
    }
  }

  /** The trained network is 1e-12 to 1e-7 away from kinks; a step must be smaller. */
  @Test
  void aNetworkNextToKinks() {
    String out = directory + "/out";
    Expect.doneSlowly(
        InProcess.onSpark("run", "conf/wine-dead-unit.yaml", "--set", "output=" + out));
    assertVerified();
  }
}
