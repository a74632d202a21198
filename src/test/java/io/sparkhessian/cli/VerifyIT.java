package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.output.Certificate;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.ManifestJson;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.tiles.Tile;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.io.tiles.TileStore;
import io.sparkhessian.io.tiles.TileStripWriter;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyIT {
  private static final String TILES = "hessian/block-row-00001.parquet";

  @TempDir Path directory;
  private String out;

  @BeforeEach
  void compute() {
    out = directory.resolve("out").toString();
    Expect.done(
        InProcess.onSpark(
            "run", "conf/rosenbrock.yaml", "--set", "tile=1", "--set", "output=" + out));
  }

  @Test
  void aCorrectResultPasses() {
    out = directory.resolve("iris").toString();
    Expect.done(InProcess.onSpark("run", "conf/iris-mlp.yaml", "--set", "output=" + out));
    String findings = Expect.done(InProcess.onSpark("verify", out, "--samples", "3"));
    assertTrue(findings.startsWith(out + " is correct\n"), findings);
    assertTrue(findings.contains("3 at random against central differences"), findings);
  }

  @Test
  void theCertificateListsTheChecks() throws IOException {
    Path file = Path.of(out, Certificate.FILE);
    Expect.done(InProcess.onSpark("verify", out, "--seed", "9"));
    JsonNode right = new JsonMapper().readTree(file.toFile());
    assertTrue(right.get("right").asBoolean(), right::toString);
    assertEquals(9, right.get("seed").asLong());
    OutputDirectory result =
        OutputDirectory.open(new Configuration(), out, Registry.STANDARD.outputFiles());
    assertEquals(result.manifestDigest(), right.get("manifest").asText());
    assertEquals(
        List.of(
            "files",
            "loss",
            "gradientNorm",
            "gradient.npy",
            "hessian.npy",
            "hessian.csv",
            "rows",
            "products",
            "symmetry"),
        right.findValuesAsText("what"));
    for (JsonNode check : right.get("checks")) {
      assertTrue(check.get("right").asBoolean(), right::toString);
      assertTrue(check.get("error").asDouble() <= check.get("allowed").asDouble());
    }
    assertEquals(List.of(), result.damagedFiles());

    Files.write(Path.of(out, "gradient.npy"), new byte[3]);
    Expect.error(2, InProcess.onSpark("verify", out), out + "/gradient.npy");
    JsonNode wrong = new JsonMapper().readTree(file.toFile());
    assertFalse(wrong.get("right").asBoolean(), wrong::toString);
    assertEquals(1, wrong.get("checks").get(0).get("error").asInt());
  }

  @Test
  void relativePathsStartInTheDirectoryOfTheRun() throws IOException {
    Path manifest = Path.of(out, "manifest.json");
    String text = Files.readString(manifest);
    String relative = "\"parameters\" : \"data/rosenbrock/point.csv\"";
    assertTrue(text.contains(relative), text);
    Files.writeString(manifest, text.replace(relative, "\"parameters\" : \"not/here.csv\""));
    Expect.done(InProcess.onSpark("verify", out));
  }

  @Test
  void aFlippedByteIsNamed() throws IOException {
    Path file = Path.of(out, TILES);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertDamaged(TILES + " does not match the SHA-256 in the manifest");
  }

  @Test
  void aWrongNumberWithValidChecksumsIsDetected() throws IOException {
    Path file = Path.of(out, "manifest.json");
    Manifest manifest = ManifestJson.read("manifest.json", Files.readAllBytes(file));
    FileEntry wrong = writeWrongTiles(new TileLayout((int) manifest.parameters(), manifest.tile()));
    List<FileEntry> files =
        manifest.files().stream()
            .map(each -> each.path().equals(TILES) ? wrong.in("hessian") : each)
            .toList();
    Files.write(file, ManifestJson.write(manifest.withFiles(files)));

    var result = InProcess.onSpark("verify", out);

    Expect.error(3, result, out + ": the stored numbers are wrong");
    assertTrue(result.stdout().startsWith(out + " is WRONG\n"), result.stdout());
  }

  @Test
  void wrongFirstDerivativesWithValidChecksumsAreDetected() throws IOException {
    Path file = Path.of(out, "manifest.json");
    String good = Files.readString(file);
    Files.writeString(file, good.replaceFirst("(\"loss\" : )[0-9.]+", "$10.5"));
    assertWrong("loss");
    Files.writeString(file, good.replaceFirst("(\"gradientNorm\" : )[0-9.]+", "$10.5"));
    assertWrong("gradientNorm");
    Files.writeString(file, good);
    falsify("gradient.npy");
    assertWrong("gradient.npy");
  }

  @Test
  void aWrongNumberOfTheExportOrTheDiagonalIsDetected() throws IOException {
    falsify("hessian.npy");
    assertWrong("hessian.npy");
    out = directory.resolve("diagonal").toString();
    Expect.done(
        InProcess.onSpark(
            "run",
            "conf/iris-mlp.yaml",
            "--set",
            "export=[]",
            "--set",
            "compute=diagonal",
            "--set",
            "output=" + out));
    falsify("diagonal.npy");
    assertWrong("diagonal.npy");
  }

  /** Changes the last number of a file and updates its checksum in the manifest. */
  private void falsify(String name) throws IOException {
    Path file = Path.of(out, name);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int last = bytes.capacity() - Double.BYTES;
    bytes.putDouble(last, 2 * bytes.getDouble(last) + 0.5);
    Files.write(file, bytes.array());
    OutputDirectory result =
        OutputDirectory.open(new Configuration(), out, Registry.STANDARD.outputFiles());
    Manifest written = result.enter(result.requireFinished(), List.of(name));
    assertEquals(written, result.requireFinished());
  }

  private void assertWrong(String what) {
    var result = InProcess.onSpark("verify", out, "--samples", "1");
    Expect.error(3, result, out + ": the stored numbers are wrong (" + what);
    assertTrue(result.stdout().startsWith(out + " is WRONG\n"), result.stdout());
  }

  /** The second block row with 1 ‰ added to each number. */
  private FileEntry writeWrongTiles(TileLayout layout) throws IOException {
    String store = Path.of(out, "hessian").toString();
    List<Tile> tiles = new ArrayList<>();
    TileStore.open(new Configuration(), store, layout).readRow(1, tiles::add);
    Files.delete(Path.of(out, TILES));
    TileStripWriter writer =
        new TileStripWriter(new Configuration(), store, layout, layout.strip(1, 1));
    try (writer) {
      for (Tile tile : tiles) {
        double[] values = Arrays.stream(tile.values()).map(each -> 1.001 * each).toArray();
        writer.write(layout.tile(1, tile.blockColumn(), values));
      }
    }
    return writer.written();
  }

  @Test
  void aRemovedFileIsNamed() throws IOException {
    Files.delete(Path.of(out, TILES));
    assertDamaged(TILES + " is missing");
    Files.delete(Path.of(out, "gradient.npy"));
    assertDamaged("gradient.npy is missing (and 1 more)");
  }

  @Test
  void aDirectoryWithoutAManifestIsNotAResult() throws IOException {
    Files.delete(Path.of(out, "manifest.json"));
    Expect.error(
        2, InProcess.onSpark("verify", out), out + " is not a result: it has no manifest.json");
  }

  @Test
  void anInvalidManifestIsNamed() throws IOException {
    Files.writeString(Path.of(out, "manifest.json"), "{");
    Expect.error(2, InProcess.onSpark("verify", out), out + "/manifest.json");
  }

  private void assertDamaged(String message) {
    var result = InProcess.onSpark("verify", out);
    Expect.error(2, result, out + "/" + message, "; run the job again with --overwrite");
    assertEquals("", result.stdout());
  }
}
