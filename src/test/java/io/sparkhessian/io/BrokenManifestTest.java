package io.sparkhessian.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output directories whose manifest is broken, gone or of something else. */
class BrokenManifestTest {
  @TempDir Path temporary;
  private Path out;
  private OutputDirectory directory;

  @BeforeEach
  void open() throws IOException {
    out = temporary.resolve("a dir").resolve("out");
    directory = OutputDirectory.open(new Configuration(false), out.toString());
  }

  @Test
  void aManifestOfSomethingElseIsNotTouched() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("manifest.json"), "{\"start_url\": \"/\"}");

    assertThrows(Failure.class, () -> directory.start("f", true));
    assertEquals(Set.of("manifest.json"), files());
  }

  @Test
  void aResultWhoseManifestIsBrokenIsReplacedWhenAskedTo() throws IOException {
    directory.start("f", false);
    writeResult("f");
    Files.writeString(out.resolve("manifest.json"), "");
    Failure failure = assertThrows(Failure.class, () -> directory.start("f", false));
    assertTrue(failure.getMessage().endsWith("; run the job again with --overwrite"));

    assertEquals(OutputStart.OVERWRITTEN, directory.start("f", true));
    assertEquals(Set.of("_started"), files());
  }

  @Test
  void aResultWhoseManifestIsGoneIsReplacedWhenAskedTo() throws IOException {
    directory.start("f", false);
    writeResult("f");
    Files.delete(out.resolve("manifest.json"));
    assertRefused(
        "holds files of a job without their manifest.json;"
            + " choose another output or pass --overwrite",
        "f",
        false);
    Files.writeString(out.resolve("notes.txt"), "mine");
    assertRefused("holds 'hessian' and no result of a job; choose another output", "f", true);
    Files.delete(out.resolve("notes.txt"));

    assertEquals(OutputStart.OVERWRITTEN, directory.start("f", true));
    assertEquals(Set.of("_started"), files());
  }

  @Test
  void parametersAloneAreNoResultToReplace() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("parameters.csv"), "mine");
    assertRefused(
        "holds 'parameters.csv' and no result of a job; choose another output", "f", true);
  }

  private Manifest writeResult(String fingerprint) throws IOException {
    write("parameters.csv");
    write("hessian/part-0.parquet");
    return directory.finish(ManifestJsonTest.manifest(fingerprint));
  }

  private void write(String relative) throws IOException {
    try (OutputStream file = directory.create(relative)) {
      file.write("abc".getBytes(StandardCharsets.UTF_8));
    }
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(out)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> out.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private void assertRefused(String complaint, String fingerprint, boolean overwrite) {
    Failure failure = assertThrows(Failure.class, () -> directory.start(fingerprint, overwrite));
    assertEquals(out + ": " + complaint, failure.getMessage());
    assertEquals(Failure.Kind.REFUSED, failure.kind());
  }
}
