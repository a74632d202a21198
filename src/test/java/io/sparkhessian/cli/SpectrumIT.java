package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Tolerance;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.quantity.spectrum.StoredSpectrum;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spectra, from the job file to the check of their results. */
class SpectrumIT {
  @TempDir Path directory;
  private IrisNetwork iris;

  @BeforeEach
  void createDirectory() {
    iris = new IrisNetwork(directory);
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

  @Test
  void allEigenvaluesWholeAndByLayer() throws IOException {
    DMatrixRMaj hessian = iris.hessian();
    String said =
        Expect.doneSlowly(
            iris.run("out", "compute=spectrum", "blocks=layer", "eigenvectors=true", "count=3"));
    assertTrue(said.startsWith("iris-mlp: the spectrum of the Hessian of 67 parameters"), said);
    assertTrue(said.contains("  layer2       all eigenvalues of the matrix by LAPACK: 27 "), said);
    assertEquals(
        List.of("", "blocks/layer1/", "blocks/layer2/"), StoredSpectrum.parts(iris.out("out")));

    StoredSpectrum whole = StoredSpectrum.read(iris.out("out"), "");
    double[] expected = eigenvalues(hessian);
    Tolerance.assertClose(expected, whole.eigenvalues(), Tolerance.ROUNDING);
    assertArrayEquals(new int[] {64, 65, 66}, whole.paired());
    assertTrue(Arrays.stream(whole.residuals()).allMatch(residual -> residual < 1e-12));
    DMatrixRMaj first =
        CommonOps_DDRM.extract(hessian, 0, IrisNetwork.FIRST_LAYER, 0, IrisNetwork.FIRST_LAYER);
    double[] layer = StoredSpectrum.read(iris.out("out"), "blocks/layer1/").eigenvalues();
    Tolerance.assertClose(eigenvalues(first), layer, Tolerance.ROUNDING);
    iris.assertVerified("out", "9 at random", "squares of blocks/layer1/eigenvalues.npy");

    Result exported = InProcess.export(directory.resolve("out"), directory.resolve("h.npy"));
    Expect.error(2, exported, directory + "/out: holds no matrix", "read", "spectrum.json");
  }

  @Test
  void extremeEigenvaluesFromProducts() throws IOException {
    double[] expected = eigenvalues(iris.hessian());
    String[] settings = {"compute=spectrum", "method=lanczos", "count=3", "end=both", "seed=4"};
    String said = Expect.doneSlowly(iris.run("out", settings));
    assertTrue(said.contains("extreme eigenvalues by Lanczos: 6 from "), said);
    StoredSpectrum found = StoredSpectrum.read(iris.out("out"), "");
    double[] ends =
        IntStream.of(
                0,
                1,
                2,
                IrisNetwork.PARAMETERS - 3,
                IrisNetwork.PARAMETERS - 2,
                IrisNetwork.PARAMETERS - 1)
            .mapToDouble(i -> expected[i])
            .toArray();
    Tolerance.assertClose(ends, found.eigenvalues(), Tolerance.ITERATED);
    assertTrue(Arrays.stream(found.residuals()).allMatch(residual -> residual <= 1e-6));
    iris.assertVerified("out", "6 at random", "eigenvalues.npy, spectrum.json against");
  }

  @Test
  void theDensityAndTheEigenvalues() throws IOException {
    Expect.doneSlowly(
        iris.run("out", "compute=spectrum", "find=[eigenvalues, density]", "probes=8", "steps=20"));
    StoredSpectrum found = StoredSpectrum.read(iris.out("out"), "");
    assertEquals(8 * 20, found.points().length);
    assertEquals(1, Arrays.stream(found.weights()).sum(), 1e-12);
    double mass = 0;
    for (int i = 1; i < found.density().length; i++) {
      double width = found.densityAt()[i] - found.densityAt()[i - 1];
      mass += width * (found.density()[i] + found.density()[i - 1]) / 2;
    }
    assertEquals(1, mass, 1e-3);
    double largest = found.eigenvalues()[IrisNetwork.PARAMETERS - 1];
    assertEquals(largest, found.points()[found.points().length - 1], 1e-6 * largest);
    iris.assertVerified("out", "quadrature.csv", "density.csv", "8 at random");
  }
}
