package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cluster.SubmitScript.Result;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportIT {
  private static final int N = 67;

  private static String iris;

  @TempDir static Path results;
  @TempDir Path directory;
  private String out = iris;

  @BeforeAll
  static void compute() {
    iris = run("iris-mlp", "tile=20");
  }

  @Test
  void numPyEqualsTheTiles() throws IOException {
    Path file = export("npy", "made/for it/h.npy");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[N * N];
    bytes
        .position(10 + bytes.getShort(8))
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer()
        .get(values);
    assertArrayEquals(tiles(), values);
  }

  @Test
  void matrixMarketEqualsTheTiles() throws IOException {
    List<String> lines = Files.readAllLines(export("mtx", "h.mtx"));
    assertEquals(
        List.of("%%MatrixMarket matrix array real symmetric", "67 67"), lines.subList(0, 2));
    double[] expected = tiles();
    int next = 2;
    for (int column = 0; column < N; column++) {
      for (int row = column; row < N; row++) {
        assertEquals(expected[row * N + column], Double.parseDouble(lines.get(next++)));
      }
    }
    assertEquals(next, lines.size());
  }

  @Test
  void csvEqualsTheTilesAndReplacesAnOlderFile() throws IOException {
    Files.writeString(directory.resolve("h.csv"), "older");
    List<String> lines = Files.readAllLines(export("csv", "h.csv"));
    assertTrue(lines.get(0).startsWith("\"layer1.weight[0,0]\",\"layer1.weight[0,1]\","));
    double[] values =
        lines.stream()
            .skip(1)
            .flatMap(line -> Stream.of(line.split(",")))
            .mapToDouble(Double::parseDouble)
            .toArray();
    assertArrayEquals(tiles(), values);
  }

  @Test
  void anUnwritableTargetLeavesNothing() throws IOException {
    assertUnwritable(directory.toString(), "is a directory; name a file");
    Path file = Files.writeString(results.resolve("file"), "mine");
    assertUnwritable(file + "/h.npy", "cannot be written (");
    assertUnwritable("/proc/h.npy", "cannot be written (");
    assertUnwritable("nowhere://x/h.npy", "the class path has no file system for 'nowhere:'");
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void onlyRegularFilesAreReplaced() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("file"));
    Files.writeString(directory.resolve("file"), "mine");
    assertUnwritable(pipe.toString(), "is a device, a pipe or a link; name a regular file");
    assertUnwritable(link.toString(), "is a device, a pipe or a link; name a regular file");
    assertTrue(Files.readAttributes(pipe, BasicFileAttributes.class).isOther());
    assertTrue(Files.isSymbolicLink(link));
  }

  @Test
  void noFileOfAResultIsReplaced() throws IOException {
    byte[] manifest = Files.readAllBytes(Path.of(out, "manifest.json"));
    for (String file : List.of("manifest.json", "parameters.csv", "hessian/h.npy", "hessian.csv")) {
      assertUnwritable(
          out + "/" + file, "is inside a result; name a file outside of it, or " + out);
    }
    assertArrayEquals(manifest, Files.readAllBytes(Path.of(out, "manifest.json")));
    Expect.done(exportTo("npy", out + "/../" + Path.of(out).getFileName() + "/hessian.npy"));
  }

  @Test
  void anExportAtThePathOfARunEntersTheManifest() {
    out = run("rosenbrock", "l2=0.25");
    Expect.done(exportTo("csv", out + "/hessian.csv"));
    assertTrue(Expect.done(InProcess.onSpark("verify", out)).contains("hessian.csv"));
  }

  @Test
  void aDamagedTileLeavesNothing() throws IOException {
    out = run("rosenbrock", "tile=1");
    Files.writeString(Path.of(out, "hessian/block-row-00001.parquet"), "nonsense");
    Result result = exportTo("npy", directory.resolve("h.npy").toString());
    Expect.error(2, result, "", "block-row-00001.parquet has 8 bytes, the man", "--overwrite");
    assertFalse(Files.exists(directory.resolve("h.npy")));
  }

  /** Flips a bit anywhere in the tiles, also outside the numbers. */
  @Test
  void anAlteredTileFileIsNotExported() throws IOException {
    out = run("rosenbrock", "l2=0.5");
    Path tiles = Path.of(out, "hessian", "block-row-00000.parquet");
    byte[] bytes = Files.readAllBytes(tiles);
    for (int at = 0; at < bytes.length; at += bytes.length / 7) {
      byte[] altered = bytes.clone();
      altered[at] ^= 1;
      Files.write(tiles, altered);
      Path file = directory.resolve("h.npy");
      Result result = exportTo("npy", file.toString());
      Expect.error(
          2,
          result,
          out + "/hessian/block-row-00000.parquet does not match the SHA-256 in the manifest",
          "--overwrite");
      assertFalse(Files.exists(file));
    }
  }

  @Test
  void aDiagonalHasNoMatrix() {
    out = run("rosenbrock", "compute=diagonal");
    Result result = exportTo("npy", directory.resolve("h.npy").toString());
    Expect.error(2, result, out + ": holds no matrix", out + "/diagonal.npy");
  }

  /** Runs a job in a new directory and returns the directory. */
  private static String run(String job, String setting) {
    String output = results.resolve(setting).toString();
    Expect.done(
        InProcess.onSpark(
            "run",
            "conf/" + job + ".yaml",
            "--set",
            "export=[]",
            "--set",
            setting,
            "--set",
            "output=" + output));
    return output;
  }

  private Path export(String format, String name) {
    Path target = directory.resolve(name);
    String said = Expect.done(exportTo(format, target.toString()));
    assertTrue(said.startsWith(target + ": 67 × 67, "), said);
    return target;
  }

  private Result exportTo(String format, String target) {
    return InProcess.onSpark("export", out, "--format", format, "--to", target);
  }

  private void assertUnwritable(String target, String why) {
    Result result = exportTo("npy", target);
    Expect.error(2, result, "", target + ": " + why);
    assertEquals("", result.stdout());
  }

  private double[] tiles() {
    return StoredTiles.matrix(out + "/hessian", N);
  }
}
