package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.cli.InProcess;
import io.sparkhessian.io.npy.NpyWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A network for the digits in many block rows, for tests that break its run, in outputs of one
 * place. It is just large enough to be broken anywhere.
 */
record TiledJob(Path directory) {
  private static final String THETA = "theta.npy";
  private static final int HIDDEN = 16;
  private static final int PARAMETERS = 64 * HIDDEN + HIDDEN + HIDDEN * 10 + 10;

  static final int TILE = 32;

  /** Block rows of the result. */
  static final int ROWS = (PARAMETERS + TILE - 1) / TILE;

  /** The job in a directory, which gets its parameters. */
  static TiledJob in(Path directory) throws IOException {
    double[] parameters = new Random(37).doubles(PARAMETERS, -0.5, 0.5).toArray();
    NpyWriter.writeVector(Files.newOutputStream(directory.resolve(THETA)), parameters);
    return new TiledJob(directory);
  }

  List<String> arguments(String name) {
    List<String> arguments = new ArrayList<>(List.of("run", "conf/digits-mlp.yaml"));
    for (String setting :
        List.of(
            "objective.layers=[64,%d,10]".formatted(HIDDEN),
            "parameters=" + directory.resolve(THETA),
            "tile=" + TILE,
            "output=" + output(name))) {
      arguments.addAll(List.of("--set", setting));
    }
    return arguments;
  }

  /** What starts it by the start script, in a process and a Spark of its own. */
  List<String> command(String name) {
    return SubmitScript.embedded(arguments(name));
  }

  Path output(String name) {
    return directory.resolve(name);
  }

  /** Runs it in this process, for files to compare with. */
  void runHere(String name) {
    assertDone(InProcess.onSpark(arguments(name).toArray(String[]::new)));
  }

  /** Runs it by the start script, which resumes what that left, in this machine's own Spark. */
  void run(String name) {
    assertDone(SubmitScript.runEmbedded(arguments(name).toArray(String[]::new)));
  }

  private static void assertDone(SubmitScript.Result result) {
    assertEquals(0, result.exitCode(), result::stderr);
  }

  /** Whether a run has started to write. */
  boolean isStarted(String name) {
    return Files.exists(output(name).resolve("gradient.npy"));
  }

  /** Whether the output has a manifest. */
  boolean isFinished(String name) {
    return Files.exists(output(name).resolve("manifest.json"));
  }

  /** Returns the names and times of the existing block rows. */
  Map<String, FileTime> rows(String name) {
    Path tiles = output(name).resolve("hessian");
    Map<String, FileTime> rows = new TreeMap<>();
    if (Files.isDirectory(tiles)) {
      try (Stream<Path> files = Files.list(tiles)) {
        for (Path file : files.toList()) {
          if (!file.getFileName().toString().startsWith(".")) {
            rows.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return rows;
  }

  /** Returns the names of the existing block rows with a version that changes on a rewrite. */
  Map<String, String> versions(String name) {
    Map<String, String> versions = new TreeMap<>();
    rows(name)
        .forEach(
            (row, time) -> {
              try {
                Path file = output(name).resolve("hessian").resolve(row);
                Object inode = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
                versions.put(row, time + " " + inode);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return versions;
  }

  /** Asserts equal bytes of all files except those with times, and no leftovers of the run. */
  void assertSame(String expected, String actual) throws IOException {
    try (Stream<Path> files = Files.walk(output(expected))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path other = output(actual).resolve(output(expected).relativize(file).toString());
        if (file.endsWith("manifest.json") || file.endsWith("report.html")) {
          assertEquals(true, Files.exists(other), other::toString);
        } else {
          assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(other), other::toString);
        }
      }
    }
    try (Stream<Path> left = Files.list(output(actual))) {
      assertEquals(
          List.of("_SUCCESS"),
          left.map(path -> path.getFileName().toString())
              .filter(name -> name.startsWith("_") || name.startsWith("."))
              .toList());
    }
  }

  /** Deletes an output. */
  void delete(String name) throws IOException {
    try (Stream<Path> files = Files.walk(output(name))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
