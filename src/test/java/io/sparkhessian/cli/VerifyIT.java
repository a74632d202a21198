package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
