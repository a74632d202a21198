package io.sparkhessian.quantity.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredSpectrumTest {
  private static final double[] NONE = {};

  @TempDir Path directory;

  private OutputDirectory out() throws IOException {
    return OutputDirectory.open(
        new Configuration(), directory.toString(), Registry.STANDARD.outputFiles());
  }

  private static StoredSpectrum full() {
    return new StoredSpectrum(
        5,
        "by hand",
        7,
        2.75,
        new double[] {-1, 1e-300, 2.5},
        new int[] {0, 2},
        new double[] {1e-9, 0},
        new double[] {-1, Math.nextUp(1e-3), 2},
        new double[] {0.25, 0.5, 0.25},
        new double[] {-2, 1.25e17},
        new double[] {0, Double.MIN_VALUE});
  }

  @Test
  void isReadBackToItsBits() throws IOException {
    for (String part : new String[] {"", "blocks/layer1/"}) {
      full().write(out(), part);
      StoredSpectrum read = StoredSpectrum.read(out(), part);
      assertEquals(5, read.size());
      assertEquals("by hand", read.method());
      assertEquals(7, read.products());
      assertEquals(2.75, read.magnitude());
      assertArrayEquals(full().eigenvalues(), read.eigenvalues());
      assertArrayEquals(full().paired(), read.paired());
      assertArrayEquals(full().residuals(), read.residuals());
      assertArrayEquals(full().points(), read.points());
      assertArrayEquals(full().weights(), read.weights());
      assertArrayEquals(full().densityAt(), read.densityAt());
      assertArrayEquals(full().density(), read.density());
    }
  }

  @Test
  void aDensityAloneHasNoEigenvalues() throws IOException {
    double[] one = {1};
    new StoredSpectrum(3, "", 9, 1, NONE, new int[0], NONE, one, one, one, one).write(out(), "");
    assertTrue(Files.notExists(directory.resolve(StoredSpectrum.EIGENVALUES)));
    StoredSpectrum read = StoredSpectrum.read(out(), "");
    assertEquals(0, read.eigenvalues().length);
    assertTrue(read.hasDensity());
  }

  @Test
  void somethingElseIsRefused() throws IOException {
    full().write(out(), "");
    for (String text :
        new String[] {"", "x,y\n1,2\n", "point,weight\n1,2,3\n", "point,weight\n1,x\n"}) {
      Files.writeString(directory.resolve(StoredSpectrum.QUADRATURE), text);
      refused(StoredSpectrum.QUADRATURE);
    }
    for (String text : new String[] {"", "{}", "{\"size\": \"many\"}"}) {
      Files.writeString(directory.resolve(StoredSpectrum.SUMMARY), text);
      refused(StoredSpectrum.SUMMARY);
    }
  }

  private void refused(String file) {
    Failure failure = assertThrows(Failure.class, () -> StoredSpectrum.read(out(), ""));
    assertEquals(
        directory.resolve(file) + ": is not what the job wrote; run the job again with --overwrite",
        failure.getMessage());
  }
}
