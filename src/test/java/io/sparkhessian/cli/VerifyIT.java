package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.io.FileEntry;
import io.sparkhessian.io.Manifest;
import io.sparkhessian.io.ManifestJson;
import io.sparkhessian.io.Tile;
import io.sparkhessian.io.TileFile;
import io.sparkhessian.io.TileLayout;
import io.sparkhessian.io.TileRowWriter;
import io.sparkhessian.io.TileStore;
import java.io.IOException;
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
  void aGoodResultIsRight() {
    out = directory.resolve("iris").toString();
    Expect.done(InProcess.onSpark("run", "conf/iris-mlp.yaml", "--set", "output=" + out));
    String findings = Expect.done(InProcess.onSpark("verify", out, "--samples", "3"));
    assertTrue(findings.startsWith(out + " is right\n"), findings);
    assertTrue(findings.contains("3 random ones against central differences"), findings);
  }

  @Test
  void relativePathsAreThoseOfTheDirectoryOfTheRun() throws IOException {
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
    damaged(TILES + " has not the SHA-256 of the manifest");
  }

  @Test
  void aWrongNumberWithGoodChecksumsIsFound() throws IOException {
    Path file = Path.of(out, "manifest.json");
    Manifest manifest = ManifestJson.read("manifest.json", Files.readAllBytes(file));
    TileFile wrong = writeWrongTiles(new TileLayout((int) manifest.parameters(), manifest.tile()));
    List<FileEntry> files =
        manifest.files().stream()
            .map(each -> each.path().equals(TILES) ? entry(wrong) : each)
            .toList();
    Files.write(file, ManifestJson.write(manifest.withFiles(files)));

    var result = InProcess.onSpark("verify", out);

    Expect.error(3, result, out + ": the stored numbers are not those of its job");
    assertTrue(result.stdout().startsWith(out + " is WRONG\n"), result.stdout());
  }

  private static FileEntry entry(TileFile file) {
    return new FileEntry(TILES, file.bytes(), file.sha256());
  }

  /** The second block row with 1 ‰ added to each number. */
  private TileFile writeWrongTiles(TileLayout layout) throws IOException {
    String store = Path.of(out, "hessian").toString();
    List<Tile> tiles = new ArrayList<>();
    TileStore.open(new Configuration(), store, layout).readRow(1, tiles::add);
    Files.delete(Path.of(out, TILES));
    TileRowWriter writer = new TileRowWriter(new Configuration(), store, layout, 1);
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
    damaged(TILES + " is missing");
    Files.delete(Path.of(out, "gradient.npy"));
    damaged("gradient.npy is missing (and 1 more)");
  }

  @Test
  void withoutItsManifestItIsNoResult() throws IOException {
    Files.delete(Path.of(out, "manifest.json"));
    Expect.error(
        2, InProcess.onSpark("verify", out), out + " is not a result: it has no manifest.json");
  }

  @Test
  void aManifestThatIsNoneIsNamed() throws IOException {
    Files.writeString(Path.of(out, "manifest.json"), "{");
    Expect.error(2, InProcess.onSpark("verify", out), out + "/manifest.json");
  }

  private void damaged(String message) {
    var result = InProcess.onSpark("verify", out);
    Expect.error(2, result, out + "/" + message, "; run the job again with --overwrite");
    assertEquals("", result.stdout());
  }
}
