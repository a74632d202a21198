package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Tolerance;
import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behavior of {@code run} for different contents of the output directory. */
class RunIT {
  @TempDir Path directory;
  private Path out;
  private String job = "conf/rosenbrock.yaml";

  @BeforeEach
  void name() {
    out = directory.resolve("out");
  }

  @Test
  void aLaterExportIsAdded() throws IOException {
    Expect.done(run("export=[csv]"));
    Files.writeString(out.resolve("notes.txt"), "not of the result");
    byte[] tiles = bytes("hessian/block-row-00000.parquet");
    assertEquals(
        out + " is already finished; wrote hessian.npy, hessian.mtx from its tiles\n",
        Expect.done(run("export=[npy, csv, mtx]")));
    assertArrayEquals(tiles, bytes("hessian/block-row-00000.parquet"));
    assertEquals(128 + 2 * 2 * 8, bytes("hessian.npy").length);
    OutputDirectory result =
        OutputDirectory.open(new Configuration(), out.toString(), Registry.STANDARD.outputFiles());
    assertEquals(List.of(), result.damagedFiles());
    assertEquals(
        List.of(
            "gradient.npy",
            "hessian.csv",
            "hessian.mtx",
            "hessian.npy",
            "hessian/block-row-00000.parquet",
            "parameters.csv"),
        result.requireFinished().files().stream().map(file -> file.path()).toList());
    assertEquals(List.of("csv", "npy", "mtx"), result.requireFinished().job().get("export"));
    assertTrue(Expect.done(InProcess.onSpark("verify", out.toString())).contains("is correct"));

    byte[] manifest = bytes("manifest.json");
    assertEquals(
        out + " is already finished; use --overwrite to compute it again\n",
        Expect.done(run("export=[npy]")));
    assertArrayEquals(manifest, bytes("manifest.json"));

    byte[] npy = bytes("hessian.npy");
    Files.delete(out.resolve("hessian.npy"));
    assertTrue(Expect.done(run("export=[npy]")).contains("wrote hessian.npy from its tiles"));
    assertArrayEquals(npy, bytes("hessian.npy"));
  }

  @Test
  void aDamagedResultIsNotFinished() throws IOException {
    Expect.done(run("export=[npy]"));
    for (String file : List.of("hessian.npy", "gradient.npy", "hessian/block-row-00000.parquet")) {
      byte[] content = bytes(file);
      Files.delete(out.resolve(file));
      assertDamaged(file + " is missing; run the job again with --overwrite");
      Files.write(out.resolve(file), new byte[3]);
      assertDamaged(file + " has 3 bytes, the manifest says " + content.length);
      Files.write(out.resolve(file), content);
    }
    assertTrue(Expect.done(run("export=[]")).contains("is already finished"));
  }

  private void assertDamaged(String message) {
    Expect.error(2, run("export=[]"), out + "/" + message, "; run the job again with --overwrite");
  }

  @Test
  void theDiagonalEqualsTheDiagonalOfTheHessian() throws IOException {
    job = "conf/iris-mlp.yaml";
    Expect.done(run("export=[csv]"));
    List<String> lines = Files.readAllLines(out.resolve("hessian.csv"));
    double[] expected = new double[67];
    for (int i = 0; i < 67; i++) {
      expected[i] = Double.parseDouble(lines.get(i + 1).split(",", -1)[i]);
    }
    out = directory.resolve("diagonal");
    Expect.done(run("compute=diagonal", "export=[]"));
    Location file = Location.of(new Configuration(), out.resolve("diagonal.npy").toString());
    Tolerance.assertClose(expected, Npy.readVector(file), 1e-12);
    assertFalse(Files.exists(out.resolve("hessian")));
  }

  @Test
  void anUnfinishedRunOfTheSameJobIsStartedAgain() throws IOException {
    Expect.done(run());
    OutputDirectory result =
        OutputDirectory.open(new Configuration(), out.toString(), Registry.STANDARD.outputFiles());
    String fingerprint = result.requireFinished().fingerprint();
    Files.writeString(
        out.resolve("_started-000001"), fingerprint + "\nother kernels\nowner\n\n\n0\n0\n");
    Files.delete(out.resolve("manifest.json"));
    Files.delete(out.resolve("hessian/block-row-00000.parquet"));

    Result again = run();
    assertEquals(0, again.exitCode(), again::toString);
    assertEquals(
        out
            + ": removed an unfinished run with other kernels, versions or tiles;"
            + " starting again\n",
        again.stderr());
    assertEquals(List.of(), result.damagedFiles());
  }

  @Test
  void anotherJobsResultIsReplacedOnlyWithOverwrite() throws IOException {
    Expect.done(run());
    byte[] manifest = bytes("manifest.json");
    Expect.error(4, run("l2=0.5"), out + ": holds the result of another job", "--overwrite");
    assertArrayEquals(manifest, bytes("manifest.json"));

    List<String> line = arguments("l2=0.5");
    line.add("--overwrite");
    String said = Expect.done(InProcess.onSpark(line.toArray(String[]::new)));
    assertTrue(said.contains("l2 0.5"), said);
    assertTrue(Files.readString(out.resolve("manifest.json")).contains("\"l2\" : 0.5"));
  }

  /** An objective that overflows the stack. */
  public static final class TooDeep implements Objective {
    @Override
    public Node define(GraphBuilder graph, int features) {
      throw new StackOverflowError();
    }
  }

  @Test
  void anErrorOfTheJvmIsOneLine() {
    Result result = run("objective={type: class, class: " + TooDeep.class.getName() + "}");
    Expect.error(
        1, result, "java.lang.StackOverflowError; unexpected error: run again with --verbose");
    assertFalse(Files.exists(out));
  }

  private Result run(String... settings) {
    return InProcess.onSpark(arguments(settings).toArray(String[]::new));
  }

  private List<String> arguments(String... settings) {
    List<String> arguments = new ArrayList<>(List.of("run", job));
    Stream.concat(Stream.of("output=" + out), Stream.of(settings))
        .forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return arguments;
  }

  private byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(out.resolve(file));
  }
}
