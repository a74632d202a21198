package io.sparkhessian.io.output;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/results.md describes every file that a job writes. */
class DocumentedFilesTest {
  @Test
  void everyNameIsOnThePage() throws IOException {
    String page = Files.readString(Path.of("docs/results.md"));
    for (String name : Registry.STANDARD.outputFiles().all()) {
      assertTrue(
          page.contains("`" + name + "`")
              || page.contains("`" + name + "/`")
              || page.contains("`" + name + "/layer1/`"),
          name);
    }
    assertTrue(page.contains("`" + OutputDirectory.SUCCESS + "`"));
  }
}
