package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cluster.SubmitScript.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A driver that is killed again and again, at moments that a seed chooses: what was finished is
 * kept, nothing half is readable, and the bytes are those of a run without an accident. {@code
 * -Pfaults} has more rounds.
 */
class KilledDriverIT {
  private static final long SEED = 41;
  private static final int ROUNDS = Integer.getInteger("faults.rounds", 1);
  private static final int KILLS = 3;

  /** Block rows of the job. */
  private static final int ROWS = 38;

  private static final long POLL_MILLISECONDS = 5;

  @TempDir Path directory;

  private List<String> job(String name) {
    return List.of(
        "run",
        "conf/digits-mlp.yaml",
        "--set",
        "tile=64",
        "--set",
        "output=" + directory.resolve(name));
  }

  /** Names and times of the block rows that are there. */
  private Map<String, FileTime> rows(String name) throws IOException {
    Path tiles = directory.resolve(name).resolve("hessian");
    Map<String, FileTime> rows = new TreeMap<>();
    if (Files.isDirectory(tiles)) {
      try (Stream<Path> files = Files.list(tiles)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".parquet")).toList()) {
          if (!file.getFileName().toString().startsWith(".")) {
            rows.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
          }
        }
      }
    }
    return rows;
  }

  /** Kills a run once this many block rows are there; false when it ended before. */
  private boolean kill(String name, int atRows) throws Exception {
    List<String> command =
        Stream.concat(Stream.of(SubmitScript.script().toString()), job(name).stream()).toList();
    Process run =
        SubmitScript.prepare(Path.of("").toAbsolutePath(), Map.of(), command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log.txt").toFile())
            .start();
    Path marks = directory.resolve(name);
    while (!run.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
      boolean started = Files.isDirectory(marks) && Files.exists(marks.resolve("gradient.npy"));
      if (started && rows(name).size() >= atRows) {
        run.destroyForcibly().waitFor();
        return true;
      }
    }
    return false;
  }

  @Test
  void theBytesAreThoseOfARunWithoutAnAccident() throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    Result clean = SubmitScript.runEmbedded(job("clean").toArray(String[]::new));
    assertEquals(0, clean.exitCode(), clean::stderr);
    for (int round = 0; round < ROUNDS; round++) {
      String name = "killed-" + round;
      Map<String, FileTime> durable = new TreeMap<>();
      for (int kill = 0; kill < KILLS; kill++) {
        int left = ROWS - durable.size();
        boolean killed = kill(name, durable.size() + random.nextInt(left + 1));
        durable.forEach((row, time) -> assertEquals(time, times(name).get(row), row));
        durable = rows(name);
        if (!killed || Files.exists(directory.resolve(name).resolve("manifest.json"))) {
          break;
        }
      }
      Result last = SubmitScript.runEmbedded(job(name).toArray(String[]::new));
      assertEquals(0, last.exitCode(), last::stderr);
      Map<String, FileTime> all = rows(name);
      assertEquals(ROWS, all.size());
      durable.forEach((row, time) -> assertEquals(time, all.get(row), row + " computed twice"));
      assertSameBytes(name);
    }
  }

  private Map<String, FileTime> times(String name) {
    try {
      return rows(name);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void assertSameBytes(String name) throws IOException {
    Path clean = directory.resolve("clean");
    try (Stream<Path> files = Files.walk(clean)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path other = directory.resolve(name).resolve(clean.relativize(file).toString());
        assertTrue(Files.exists(other), other::toString);
        if (!file.endsWith("manifest.json")) {
          assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(other), other::toString);
        }
      }
    }
    try (Stream<Path> left = Files.list(directory.resolve(name))) {
      assertEquals(
          List.of(),
          left.map(path -> path.getFileName().toString())
              .filter(file -> file.startsWith("_") && !file.equals("_SUCCESS"))
              .toList());
    }
  }
}
