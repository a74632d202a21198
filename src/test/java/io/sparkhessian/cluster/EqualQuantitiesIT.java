package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cli.InProcess;
import io.sparkhessian.cli.ManyRuns;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.io.npy.NpyWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Parts of a Hessian and what follows from it, over three chunks of samples and by several tasks:
 * the same bytes in a process with one core and in this one with two.
 */
class EqualQuantitiesIT {
  private static final int PARAMETERS = 31;

  @TempDir static Path directory;

  /** What a job computes, and the files that it writes. */
  private enum Quantity {
    PRODUCTS(List.of("products.npy"), "compute=hvp", "vectors=DIR/30.npy"),
    BLOCKS(
        List.of(
            "blocks/coefficients/block-row-00000.parquet",
            "blocks/coefficients/block-row-00003.parquet",
            "blocks/coefficients.npy",
            "blocks/intercept/block-row-00000.parquet",
            "blocks/intercept.npy"),
        "compute=blocks",
        "tile=8",
        "export=[npy]"),
    GAUSS_NEWTON(
        List.of(
            "gauss-newton/block-row-00000.parquet",
            "gauss-newton/block-row-00003.parquet",
            "gauss-newton.npy"),
        "compute=gauss-newton",
        "tile=8",
        "export=[npy]"),
    EMPIRICAL_FISHER(
        List.of("fisher/block-row-00000.parquet", "fisher/block-row-00003.parquet", "fisher.npy"),
        "compute=fisher",
        "empirical=true",
        "tile=8",
        "export=[npy]"),
    DIAGONAL_OF_GAUSS_NEWTON(List.of("diagonal.npy"), "compute=gauss-newton", "form=diagonal"),
    EIGENVALUES_AND_THEIR_DENSITY(
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
        "steps=9"),
    SOLUTIONS(
        List.of("solutions.npy", "convergence.csv", "steps.csv"),
        "compute=solve",
        "vectors=DIR/3.npy",
        "damping=0.5"),
    ESTIMATES_OF_THE_DIAGONAL(
        List.of("diagonal.npy", "standard-errors.npy", "exact-diagonal.npy", "comparison.csv"),
        "compute=hutchinson",
        "probes=20",
        "compare=true");

    @SuppressWarnings("ImmutableEnumChecker") // List.of is
    private final List<String> files;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is
    private final List<String> settings;

    Quantity(List<String> files, String... settings) {
      this.files = files;
      this.settings = List.of(settings);
    }

    private Path output(String where) {
      return directory.resolve(where + "-" + name());
    }

    private String command(String where) {
      StringBuilder command = new StringBuilder("run conf/breast-cancer-logistic.yaml");
      command.append(" --set export=[] --set output=").append(output(where));
      settings.forEach(setting -> command.append(" --set ").append(setting));
      return command.toString().replace("DIR", directory.toString());
    }
  }

  @BeforeAll
  static void runOnOneCore() throws IOException {
    for (int count : List.of(3, 30)) {
      Path vectors = directory.resolve(count + ".npy");
      double[] values = new Random(6).doubles((long) count * PARAMETERS, -1, 1).toArray();
      try (NpyWriter npy = new NpyWriter(Files.newOutputStream(vectors), count, PARAMETERS)) {
        npy.write(values);
      }
    }
    Path commands = directory.resolve("commands.txt");
    Files.write(commands, Stream.of(Quantity.values()).map(each -> each.command("one")).toList());
    Path tests =
        Path.of(ManyRuns.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    line.addAll(SparkHome.fastStart());
    line.addAll(
        List.of(
            "@submit/jvm.options",
            "-Dlog4j2.configurationFile=submit/log4j2.properties",
            "-Dspark.master=local[1]",
            "-cp",
            String.join(
                File.pathSeparator,
                SparkHome.classPath(),
                SparkHome.applicationJar().toString(),
                tests.toString()),
            ManyRuns.class.getName(),
            commands.toString()));
    assertDone(SubmitScript.execute(Path.of("").toAbsolutePath(), Map.of(), line));
  }

  @ParameterizedTest
  @EnumSource
  void sameBytes(Quantity quantity) throws IOException {
    assertDone(InProcess.onSpark(quantity.command("two").split(" ", -1)));
    for (String file : quantity.files) {
      byte[] one = Files.readAllBytes(quantity.output("one").resolve(file));
      assertTrue(one.length > 0, file);
      assertArrayEquals(one, Files.readAllBytes(quantity.output("two").resolve(file)), file);
    }
  }

  private static void assertDone(Result result) {
    assertEquals(0, result.exitCode(), result::stderr);
  }
}
