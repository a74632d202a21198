package io.sparkhessian.io.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output directories with a broken, missing or foreign manifest. */
class BrokenManifestTest {
  @TempDir Path temporary;
  private Path out;
  private OutputDirectory directory;
  private ResultFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder = ResultFolder.in(temporary);
    out = folder.out();
    directory = folder.directory();
  }

  @Test
  void aForeignManifestIsNotTouched() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("manifest.json"), "{\"start_url\": \"/\"}");

    assertThrows(Failure.class, () -> directory.start("f", "w", true));
    assertEquals(Set.of("manifest.json"), folder.files());
  }

  @Test
  void aResultWithABrokenManifestIsReplacedOnRequest() throws IOException {
    directory.start("f", "w", false);
    folder.writeResult("f");
    Files.writeString(out.resolve("manifest.json"), "");
    Failure failure = assertThrows(Failure.class, () -> directory.start("f", "w", false));
    assertTrue(failure.getMessage().endsWith("; run the job again with --overwrite"));

    assertEquals(OutputStart.OVERWRITTEN, directory.start("f", "w", true));
    assertEquals(Set.of("_started"), folder.files());
  }

  @Test
  void aResultWithoutItsManifestIsReplacedOnRequest() throws IOException {
    directory.start("f", "w", false);
    folder.writeResult("f");
    Files.delete(out.resolve("manifest.json"));
    folder.assertRefused(
        "holds files of a job without their manifest.json;"
            + " choose another output or pass --overwrite",
        "f",
        false);
    Files.writeString(out.resolve("notes.txt"), "mine");
    folder.assertRefused(
        "holds 'hessian' but no result of a job; choose another output", "f", true);
    Files.delete(out.resolve("notes.txt"));

    assertEquals(OutputStart.OVERWRITTEN, directory.start("f", "w", true));
    assertEquals(Set.of("_started"), folder.files());
  }

  @Test
  void loneParametersAreNotAResult() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("parameters.csv"), "mine");
    folder.assertRefused(
        "holds 'parameters.csv' but no result of a job; choose another output", "f", true);
  }
}
