package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.io.npy.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainIT {
  private static final String IRIS = "conf/iris-mlp.yaml";

  @TempDir Path directory;

  @Test
  void printsThePlanAndWritesNothing() throws IOException {
    Path out = directory.resolve("out");
    String plan =
        Expect.done(
            InProcess.onSpark("explain", IRIS, "--set", "tile=20", "--set", "output=" + out));
    assertLine(plan, "parameters", "N = 67");
    assertLine(plan, "samples", "n = 150, 4 features, in chunks of 256");
    assertLine(plan, "blocks", "4 of 20 rows, .*: rows \\d+ to \\d+ with \\S+ .?flop");
    assertLine(plan, "tiles", "10 of edge 20");
    assertLine(plan, "flops", "\\S+ [kMG]flop");
    assertTrue(plan.contains("flop quarter, pairs of inputs"), plan);
    assertTrue(plan.contains("(N Hessian-vector products would take "), plan);
    assertLine(
        plan, "time", "about .* on 2 cores at \\d+ Gflop/s per core \\(.*, measured here\\)");
    assertLine(plan, "task", "\\S+ [kM]B, 2 concurrent tasks per executor");
    String amount = "\\S+ [kMG]B";
    assertLine(
        plan,
        "memory",
        "needs %s, has %s in one process: driver %s, executor %s".replace("%s", amount));
    assertFalse(Files.exists(out));
  }

  @Test
  void simulatesOtherClusters() {
    String plan =
        Expect.done(InProcess.onSpark("explain", IRIS, "--executors", "3", "--cores", "4"));
    assertLine(
        plan,
        "axes",
        "rows \\(.* of work, .* at least\\); rows and groups of samples would take .*");
    for (String cores : List.of("1", "2", "10", "12", "100", "1,000", "10,000")) {
      assertTrue(plan.matches("(?s).*\n +" + cores + "  +\\S+  +.*\\d s  +\\d+ %  .*"), plan);
    }
    assertTrue(plan.contains("assumed: kernels at "), plan);
    Expect.error(
        2, InProcess.onSpark("explain", IRIS, "--executors", "0"), "--executors is 0; give 1 to");
  }

  @Test
  void simulatesPartitionedSamples() {
    Result explained =
        InProcess.withSetting(
            "spark.driver.maxResultSize",
            "700k",
            "explain",
            "conf/digits-mlp.yaml",
            "--cores",
            "2");
    assertTrue(Expect.done(explained).contains("assumed: kernels at "), explained::stdout);
  }

  @Test
  void derivativesByTheInputs() {
    String plan =
        Expect.done(InProcess.onSpark("explain", "conf/digits-inputs.yaml", "--cores", "2"));
    assertTrue(plan.contains("exact Hessian of the loss with respect to the features"), plan);
    assertLine(plan, "samples", "n = 1,797, 64 features, in chunks of 256");
    assertLine(plan, "files", "15 files of 128 samples, one task each, with \\S+ Mflop");
    assertLine(plan, "flops", "\\S+ [kMG]flop");
    assertTrue(plan.contains("input Hessians at linear sites"), plan);
    assertLine(plan, "data", "\\S+ [kM]B, broadcast");
    assertFalse(plan.contains("  tiles"), plan);
    assertTrue(plan.contains("assumed: kernels at "), plan);
  }

  @Test
  void aDiagonalHasNoTiles() {
    String plan =
        Expect.done(
            InProcess.onSpark("explain", IRIS, "--set", "compute=diagonal", "--set", "export=[]"));
    assertLine(plan, "computes", "exact diagonal of the Hessian");
    assertFalse(plan.contains("tiles"), plan);
  }

  @Test
  void refusesAPlanTooLargeForTheMemory() throws IOException {
    int size = 300_000;
    Path theta = directory.resolve("theta.npy");
    try (NpyWriter npy = new NpyWriter(Files.newOutputStream(theta), size)) {
      npy.write(new double[size]);
    }
    Path out = directory.resolve("out");
    String[] settings = {
      "conf/sum-of-sines.yaml",
      "--set",
      "tile=2048",
      "--set",
      "objective.arguments.size=" + size,
      "--set",
      "parameters=" + theta,
      "--set",
      "output=" + out
    };
    Result explained = with("explain", settings);
    Expect.error(4, explained, "the process needs ", " and has ", "--driver-memory");
    assertLine(explained.stdout(), "parameters", "N = 300,000");
    Expect.error(4, with("run", settings), "the process needs ", "--driver-memory");
    assertFalse(Files.exists(out));
  }

  private static Result with(String command, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = command;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return InProcess.onSpark(all);
  }

  private static void assertLine(String plan, String label, String content) {
    boolean found =
        plan.lines().anyMatch(line -> line.matches("  %-12s %s".formatted(label, content)));
    assertTrue(found, () -> "no line '" + label + " " + content + "' in\n" + plan);
  }
}
