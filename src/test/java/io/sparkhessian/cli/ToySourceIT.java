package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.registry.Registry;
import io.sparkhessian.toy.ToyDecay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source of objectives is one package and one registration: every command works with it. */
class ToySourceIT {
  private static final Registry WITH_TOY = Registry.STANDARD.with(new ToyDecay());
  private static final double[][] TIME_AND_LABEL = {{0.5, 0.8}, {1, 0.5}, {2, 0.4}, {3, 0.1}};
  private static final double RATE = 0.7;

  @TempDir Path directory;

  @BeforeEach
  void write() throws IOException {
    StringBuilder csv = new StringBuilder("note,t,y\n");
    for (double[] row : TIME_AND_LABEL) {
      csv.append("text,").append(row[0]).append(',').append(row[1]).append('\n');
    }
    Files.writeString(directory.resolve("data.csv"), csv);
    Files.writeString(directory.resolve("rate.txt"), RATE + "\n");
    Files.writeString(
        directory.resolve("job.yaml"),
        """
        objective: {type: decay, time: t, rate: DIR/rate.txt}
        data: {path: DIR/data.csv, format: csv, label: y, options: {header: true}}
        reduction: sum
        output: DIR/out
        export: [npy]
        """
            .replace("DIR", directory.toString()));
  }

  /** The second derivative of ½ (y − e)² by k, with e = e^(−k t): t² e (2 e − y). */
  private static double curvature() {
    double sum = 0;
    for (double[] row : TIME_AND_LABEL) {
      double e = Math.exp(-RATE * row[0]);
      sum += row[0] * row[0] * e * (2 * e - row[1]);
    }
    return sum;
  }

  @Test
  void everyCommandKnowsIt() throws IOException {
    String said = Expect.done(run("run"));
    assertTrue(said.contains("  objective    decay over t, sum over "), said);
    assertArrayEquals(new double[] {curvature()}, hessian(), 1e-14);
    assertEquals(
        "index,name,value\n0,k," + RATE + "\n",
        Files.readString(directory.resolve("out/parameters.csv")));
    String manifest = Files.readString(directory.resolve("out/manifest.json"));
    assertTrue(manifest.contains("\"objective " + directory + "/rate.txt\""), manifest);
    assertTrue(Expect.done(run("run")).contains("is already finished"));
    Expect.done(InProcess.onSpark(WITH_TOY, "verify", directory + "/out"));
    String plan = Expect.done(run("explain"));
    assertTrue(plan.contains("  objective    decay over t, sum over "), plan);
  }

  /** The same number in other digits is another file. */
  @Test
  void theFilesOfTheModelCount() throws IOException {
    Expect.done(run("run"));
    Files.writeString(directory.resolve("rate.txt"), RATE + "0\n");
    Expect.error(4, run("run"), directory + "/out");
  }

  @Test
  void parametersOfTheJobReplaceThoseOfTheModel() throws IOException {
    Files.writeString(directory.resolve("rate.txt"), "100\n");
    Path file = directory.resolve("theta.csv");
    Files.writeString(file, "name,value\nk," + RATE + "\n");
    Expect.done(run("run", "parameters=" + file));
    assertArrayEquals(new double[] {curvature()}, hessian(), 1e-14);
  }

  @Test
  void itsKeysBelongToItAlone() {
    Expect.error(
        2,
        run("run", "objective.layers=[1]"),
        "--set objective.layers=[1]: 'objective.layers' does not belong to type decay; it is for mlp");
    Expect.error(
        2,
        run("run", "objective.tme=t"),
        "--set objective.tme=t: unknown key 'objective.tme'; did you mean 'time'?");
    Expect.error(
        2, run("run", "objective.type=decy"), "--set objective.type=decy", "did you mean 'decay'?");
  }

  @Test
  void aColumnThatIsNotThereIsNamed() {
    Expect.error(
        2,
        run("run", "objective.time=tt"),
        directory + "/data.csv has no column 'tt'; the nearest is 't': correct objective;");
  }

  private Result run(String command, String... settings) {
    List<String> arguments = new ArrayList<>(List.of(command, directory + "/job.yaml"));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    return InProcess.onSpark(WITH_TOY, arguments.toArray(String[]::new));
  }

  private double[] hessian() throws IOException {
    Location file =
        Location.of(new Configuration(), directory.resolve("out/hessian.npy").toString());
    try (Npy.Rows rows = Npy.rows(file, 1, 1)) {
      return rows.next();
    }
  }
}
