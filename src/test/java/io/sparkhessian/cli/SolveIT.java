package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Tolerance;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.io.npy.NpyWriter;
import io.sparkhessian.io.npy.VectorFile;
import io.sparkhessian.io.npy.VectorReader;
import io.sparkhessian.quantity.solve.StoredSolutions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Solutions by conjugate gradients, from the job file to the check of their results. */
class SolveIT {
  @TempDir Path directory;
  private IrisNetwork iris;

  @BeforeEach
  void createDirectory() {
    iris = new IrisNetwork(directory);
  }

  @Test
  void solutions() throws IOException {
    String vectors = "vectors=data/iris/vectors.npy";
    String said =
        Expect.doneSlowly(
            iris.run("out", "compute=solve", vectors, "damping=0.25", "tolerance=1.0e-10"));
    assertTrue(said.contains("  solutions    4 by conjugate gradients; largest residual "), said);
    DMatrixRMaj matrix = iris.hessian();
    CommonOps_DDRM.addEquals(matrix, 0.25, CommonOps_DDRM.identity(IrisNetwork.PARAMETERS));
    DMatrixRMaj b = vectors("data/iris/vectors.npy");
    DMatrixRMaj expected = new DMatrixRMaj(IrisNetwork.PARAMETERS, 4);
    assertTrue(CommonOps_DDRM.solve(matrix, CommonOps_DDRM.transpose(b, null), expected));
    DMatrixRMaj found = vectors(directory.resolve("out/solutions.npy").toString());
    Tolerance.assertClose(
        CommonOps_DDRM.transpose(expected, null), found, Tolerance.ITERATED, "solutions");
    assertStepsEndWithinTheTolerance();
    iris.assertVerified("out", "convergence.csv", "4 at random");
  }

  private void assertStepsEndWithinTheTolerance() throws IOException {
    double[][] steps = StoredSolutions.STEPS.read(iris.out("out"));
    double[] iterations = StoredSolutions.CONVERGENCE.read(iris.out("out"))[2];
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
    VectorFile opened = VectorFile.open(new Configuration(), file, IrisNetwork.PARAMETERS);
    try (VectorReader reader = opened.read()) {
      return reader.next(opened.count());
    }
  }

  /** The Hessian of a sum of sines is −sin in its diagonal. */
  @Test
  void anIndefiniteMatrix() throws IOException {
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
    double[] x = Npy.readVector(iris.out("out").child("solutions.npy"));
    assertTrue(Arrays.stream(x).allMatch(each -> each > 1.0 / 3 && each < 1), Arrays.toString(x));
  }
}
