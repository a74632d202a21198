package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.io.npy.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A driver that is killed while it computes other pieces than block rows of broadcast data:
 * finished pieces are kept, and the bytes are equal.
 */
@Tag("long")
class KilledPiecesIT {
  private static final long SEED = 53;
  private static final long POLL_MILLISECONDS = 5;

  @TempDir Path directory;
  private final Random random = new Random(SEED);

  /**
   * A job to kill.
   *
   * @param arguments of the start script except the output
   * @param pieces directory of finished pieces in the output
   * @param result path of the compared files
   */
  private record Killed(List<String> arguments, String pieces, String result) {}

  @Test
  void products() throws Exception {
    int vectors = 1000;
    int size = 2410;
    Path file = directory.resolve("v.npy");
    try (NpyWriter npy = new NpyWriter(Files.newOutputStream(file), vectors, size)) {
      npy.write(random.doubles((long) vectors * size).toArray());
    }
    List<String> arguments =
        List.of("conf/digits-mlp.yaml", "--set", "compute=hvp", "--set", "vectors=" + file);
    assertResumes(new Killed(arguments, "_pieces", "products.npy"));
    assertFalse(Files.exists(directory.resolve("killed/_pieces")));
  }

  /** Ten files of about 40 MB, each written by one task. */
  @Test
  void rowsOfSamples() throws Exception {
    int samples = 20_000;
    int features = 64;
    StringBuilder rows = new StringBuilder();
    for (int feature = 0; feature < features; feature++) {
      rows.append('x').append(feature).append(',');
    }
    rows.append("class\n");
    for (int row = 0; row < samples; row++) {
      for (int feature = 0; feature < features; feature++) {
        rows.append(random.nextInt(100)).append("e-2,");
      }
      rows.append(random.nextInt(3)).append('\n');
    }
    Files.writeString(directory.resolve("data.csv"), rows);
    NpyWriter.writeVector(
        Files.newOutputStream(directory.resolve("parameters.npy")),
        random.doubles(features * 48 + 48 + 48 * 3 + 3, -0.3, 0.3).toArray());
    Path job =
        Files.writeString(
            directory.resolve("job.yaml"),
            """
            objective: {type: mlp, layers: [64, 48, 3], activation: tanh, loss: cross-entropy}
            parameters: %1$s/parameters.npy
            data: {path: %1$s/data.csv, format: csv, label: class, options: {header: true}}
            wrt: inputs
            """
                .formatted(directory));
    assertResumes(new Killed(List.of(job.toString()), "input-hessian", "input-hessian"));
  }

  /** Small tiles give enough tasks for two waves. */
  @Test
  void blockRowsOverSpreadData() throws Exception {
    List<String> arguments =
        List.of(
            "conf/digits-mlp.yaml",
            "--set",
            "tile=4",
            "--conf",
            "spark.driver.maxResultSize=800k"); // data above the limit are partitioned
    assertTrue(explain(arguments).contains("waves        2, "));
    assertResumes(new Killed(arguments, "hessian", "hessian"));
  }

  /** Two block rows; the longer one is split into strips. */
  @Test
  void strips() throws Exception {
    List<String> arguments = List.of(stripsJob().toString());
    assertTrue(explain(arguments).contains("axes         rows and columns"));
    assertResumes(new Killed(arguments, "hessian", "hessian"));
  }

  private Path stripsJob() throws IOException {
    int samples = 70_000;
    int classes = 60;
    StringBuilder rows = new StringBuilder("a,b,c,d,class\n");
    for (int row = 0; row < samples; row++) {
      for (int feature = 0; feature < 4; feature++) {
        rows.append("%.3f,".formatted(random.nextGaussian()));
      }
      rows.append(random.nextInt(classes)).append('\n');
    }
    Files.writeString(directory.resolve("data.csv"), rows);
    NpyWriter.writeVector(
        Files.newOutputStream(directory.resolve("parameters.npy")),
        random.doubles(4 * 60 + 60 + 60 * classes + classes, -0.3, 0.3).toArray());
    return Files.writeString(
        directory.resolve("job.yaml"),
        """
        objective: {type: mlp, layers: [4, 60, 60], activation: tanh, loss: cross-entropy}
        parameters: %1$s/parameters.npy
        data: {path: %1$s/data.csv, format: csv, label: class, options: {header: true}}
        tile: 1320
        """
            .formatted(directory));
  }

  private void assertResumes(Killed killed) throws Exception {
    SubmitScript.Result clean = done(command("run", killed, "clean"));
    assertFalse(clean.stderr().contains("went on"), clean::stderr);

    int least = 1 + random.nextInt(3);
    kill(killed, least);
    int kept = pieces(killed);
    assertTrue(kept >= least, kept + " pieces are left of " + least);
    assertFalse(Files.exists(directory.resolve("killed/manifest.json")));
    SubmitScript.Result next = done(command("run", killed, "killed"));
    String resumed = "resumed an unfinished run; " + kept + " of ";
    assertTrue(next.stderr().contains(resumed), next::stderr);
    assertSame(killed.result());
    System.out.println(next.stderr().lines().filter(line -> line.contains(resumed)).toList());
  }

  private void kill(Killed killed, int least) throws Exception {
    List<String> command = SubmitScript.embedded(command("run", killed, "killed"));
    Path log = directory.resolve("log.txt");
    Process run =
        SubmitScript.prepare(Path.of("").toAbsolutePath(), Map.of(), command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    while (pieces(killed) < least) {
      if (run.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the run was over before: " + Files.readString(log));
      }
    }
    run.destroyForcibly().waitFor();
  }

  private int pieces(Killed killed) throws IOException {
    Path place = directory.resolve("killed").resolve(killed.pieces());
    if (!Files.isDirectory(place)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(place)) {
      return (int) files.filter(file -> !file.getFileName().toString().startsWith(".")).count();
    }
  }

  private void assertSame(String result) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("clean").resolve(result))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path name = directory.resolve("clean").relativize(file);
        Path other = directory.resolve("killed").resolve(name);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(other), name::toString);
      }
    }
  }

  private String explain(List<String> arguments) {
    return done(command("explain", new Killed(arguments, "", ""), "none")).stdout();
  }

  private static SubmitScript.Result done(List<String> arguments) {
    SubmitScript.Result result = SubmitScript.runEmbedded(arguments.toArray(String[]::new));
    assertEquals(0, result.exitCode(), result::stderr);
    return result;
  }

  private List<String> command(String verb, Killed job, String name) {
    List<String> command = new ArrayList<>(List.of(verb));
    command.addAll(job.arguments());
    command.addAll(List.of("--set", "export=[]", "--set", "output=" + directory.resolve(name)));
    return command;
  }
}
