package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.SparkTestSession;
import io.sparkhessian.cluster.SubmitScript;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Invalid input fails with one line that names the mistake and its position, and no result. */
class WrongInputIT {
  private static final String JOB =
      """
      objective: {type: softmax}
      parameters: DIR/theta.npy
      data:
        path: DIR/data.csv
        format: csv
        label: y
        options: {header: true}
      output: DIR/out
      """;

  @TempDir Path directory;

  static Stream<Arguments> wrongInput() {
    return Stream.of(
        Arguments.of("a,b,y\n1,x,0\n2,3,1\n", "'x'", "column 'b'"),
        Arguments.of("a,b,y\n1,NaN,0\n2,3,1\n", "row 1", "column 'b'"),
        Arguments.of("a,b,y\n1,,0\n2,3,1\n", "row 1", "column 'b'"),
        Arguments.of("a,b,y\n1,2,0\n2,3,7\n", "row 2", "one of the classes 0 to 1"),
        Arguments.of("a,b,y\n1,2,0.5\n2,3,1\n", "row 1", "one of the classes 0 to 1"),
        Arguments.of("a,b,c\n1,2,0\n2,3,1\n", "'y'", "data.csv"),
        Arguments.of("a,b,d,y\n1,2,3,0\n2,3,4,1\n", "parameters", "6"),
        Arguments.of("a,b,y\n1,2,0,9\n2,3,1\n", "row 1", "data.csv"),
        Arguments.of("y\n0\n1\n", "no features", "data.csv"),
        Arguments.of("a,b,y\n", "no rows", "data.csv"));
  }

  @ParameterizedTest
  @MethodSource("wrongInput")
  void namesFileAndPosition(String data, String what, String where) throws IOException {
    Files.writeString(directory.resolve("data.csv"), data);
    Files.write(directory.resolve("theta.npy"), Files.readAllBytes(sixNumbers()));
    Failure failure =
        assertThrows(
            Failure.class,
            () ->
                Registry.STANDARD.load(
                    SparkTestSession.get(),
                    Registry.STANDARD.jobs().read("j", job(), List.of()),
                    1 << 20));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertTrue(failure.getMessage().contains(what), failure.getMessage());
    assertTrue(failure.getMessage().contains(where), failure.getMessage());
    assertEquals(1, failure.getMessage().lines().count());
  }

  @Test
  void theCommandFailsWithTheExitCodeAndOneLine() throws IOException {
    Path job = directory.resolve("job.yaml");
    Files.writeString(job, job());
    Files.write(directory.resolve("theta.npy"), Files.readAllBytes(sixNumbers()));
    refused("none.yaml: no such file", "run", directory.resolve("none.yaml").toString());
    refused("did you mean 'l2'?", "run", job.toString(), "--set", "l3=1");
    refused("did you mean --overwrite?", "run", job.toString(), "--overwrit");
    refused("data.csv", "run", job.toString());
    Files.writeString(directory.resolve("data.csv"), "a,b,y\n1,x,0\n2,3,1\n");
    refused("row 1, column 'b'", "run", job.toString());
    refused("is not a result", "verify", directory.resolve("out").toString());
  }

  /** The start script fails before Spark starts, and the command after it has started. */
  @Test
  void theStartScriptFailsWithTheExitCodeAndOneLine() throws IOException {
    Path job = directory.resolve("job.yaml");
    Files.writeString(job, job());
    Files.write(directory.resolve("theta.npy"), Files.readAllBytes(sixNumbers()));
    Files.writeString(directory.resolve("data.csv"), "a,b,y\n1,x,0\n2,3,1\n");
    String[] misspelt = {"run", job.toString(), "--set", "l3=1"};
    refused("did you mean 'l2'?", SubmitScript.runEmbedded(misspelt));
    refused("row 1, column 'b'", SubmitScript.runEmbedded("run", job.toString()));
  }

  private void refused(String message, String... arguments) {
    refused(message, InProcess.onSpark(arguments));
  }

  private void refused(String message, Result result) {
    assertEquals(2, result.exitCode(), result::stderr);
    assertEquals("", result.stdout());
    assertEquals(1, result.stderr().lines().count(), result::stderr);
    assertTrue(result.stderr().startsWith("error: "), result::stderr);
    assertTrue(result.stderr().contains(message), result::stderr);
    assertFalse(Files.exists(directory.resolve("out")));
  }

  private String job() {
    return JOB.replace("DIR", directory.toString());
  }

  /** Writes parameters for two classes with two coefficients and an intercept each. */
  private Path sixNumbers() throws IOException {
    Path file = directory.resolve("six.npy");
    try (var npy = new io.sparkhessian.io.npy.NpyWriter(Files.newOutputStream(file), 6)) {
      npy.write(new double[6]);
    }
    return file;
  }
}
