package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cli.InProcess;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.io.npy.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Quantities other than the whole Hessian, over three chunks of samples and several tasks, have the
 * same bytes on one core and on two.
 */
class EqualQuantitiesIT {
  private static final int PARAMETERS = 31;
  private static final int VECTORS = 30;

  @TempDir Path directory;

  @Test
  void products() throws IOException {
    sameBytes(List.of("products.npy"), "compute=hvp", "vectors=" + vectors(VECTORS));
  }

  @Test
  void blocks() throws IOException {
    List<String> files =
        List.of(
            "blocks/coefficients/block-row-00000.parquet",
            "blocks/coefficients/block-row-00003.parquet",
            "blocks/coefficients.npy",
            "blocks/intercept/block-row-00000.parquet",
            "blocks/intercept.npy");
    sameBytes(files, "compute=blocks", "tile=8", "export=[npy]");
  }

  @Test
  void eigenvaluesAndTheirDensity() throws IOException {
    sameBytes(
        List.of(
            "eigenvalues.npy",
            "eigenvectors.npy",
            "residuals.npy",
            "quadrature.csv",
            "density.csv",
            "spectrum.json"),
        "compute=spectrum",
        "find=[eigenvalues,density]",
        "method=lanczos",
        "eigenvectors=true",
        "count=4",
        "probes=3",
        "steps=9");
  }

  @Test
  void solutions() throws IOException {
    sameBytes(
        List.of("solutions.npy", "convergence.csv", "steps.csv"),
        "compute=solve",
        "vectors=" + vectors(3),
        "damping=0.5");
  }

  @Test
  void estimatesOfTheDiagonal() throws IOException {
    sameBytes(
        List.of("diagonal.npy", "standard-errors.npy", "exact-diagonal.npy", "comparison.csv"),
        "compute=hutchinson",
        "probes=20",
        "compare=true");
  }

  private Path vectors(int count) throws IOException {
    Path vectors = directory.resolve("v.npy");
    double[] values = new Random(6).doubles((long) count * PARAMETERS, -1, 1).toArray();
    try (NpyWriter npy = new NpyWriter(Files.newOutputStream(vectors), count, PARAMETERS)) {
      npy.write(values);
    }
    return vectors;
  }

  private void sameBytes(List<String> files, String... settings) throws IOException {
    assertDone(SubmitScript.runEmbedded(command("one", settings, "--master", "local[1]")));
    assertDone(InProcess.onSpark(command("two", settings)));
    for (String file : files) {
      byte[] one = Files.readAllBytes(directory.resolve("one").resolve(file));
      assertTrue(one.length > 0, file);
      assertArrayEquals(one, Files.readAllBytes(directory.resolve("two").resolve(file)), file);
    }
  }

  private static void assertDone(Result result) {
    assertEquals(0, result.exitCode(), result::stderr);
  }

  private String[] command(String name, String[] settings, String... flags) {
    List<String> command = new ArrayList<>(List.of("run", "conf/breast-cancer-logistic.yaml"));
    command.addAll(List.of(flags));
    Stream.concat(Stream.of("export=[]", "output=" + directory.resolve(name)), Stream.of(settings))
        .forEach(setting -> command.addAll(List.of("--set", setting)));
    return command.toArray(String[]::new);
  }
}
