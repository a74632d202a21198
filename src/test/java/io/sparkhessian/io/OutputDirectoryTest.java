package io.sparkhessian.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputDirectoryTest {
  /** What {@code printf abc | sha256sum} says. */
  private static final String SHA_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path temporary;
  private Path out;
  private OutputDirectory directory;

  @BeforeEach
  void open() throws IOException {
    out = temporary.resolve("a dir").resolve("out");
    directory = OutputDirectory.open(new Configuration(false), out.toString());
  }

  @Test
  void aFreshDirectoryBecomesAResult() throws IOException {
    assertInstanceOf(OutputState.Absent.class, directory.state());
    assertEquals(OutputStart.FRESH, directory.start("f", false));
    assertEquals(new OutputState.Unfinished("f"), directory.state());
    write(".unfinished-1-gradient.npy");
    write("hessian/.unfinished-1-part-0.parquet");

    Manifest manifest = writeResult("f");

    assertEquals(new OutputState.Finished(manifest), directory.state());
    assertEquals(
        List.of(
            new FileEntry("hessian/part-0.parquet", 3, SHA_ABC),
            new FileEntry("parameters.csv", 3, SHA_ABC)),
        manifest.files());
    assertEquals(
        Set.of("_SUCCESS", "manifest.json", "parameters.csv", "hessian/part-0.parquet"), files());
    assertEquals(List.of(), directory.damagedFiles());
    assertEquals(manifest, directory.requireFinished());
  }

  @Test
  void aRunThatAnotherHasTakenOverCommitsAndRemovesNothing() throws IOException {
    directory.start("f", false);
    OutputDirectory other = OutputDirectory.open(new Configuration(false), out.toString());
    assertEquals(OutputStart.RESTARTED, other.start("f", false));
    write("parameters.csv");

    Manifest manifest = ManifestJsonTest.manifest("f");
    Failure failure = assertThrows(Failure.class, () -> directory.finish(manifest));
    assertEquals(Failure.Kind.REFUSED, failure.kind());
    assertEquals(
        out + ": another run has taken over this output; let that one finish, or choose another",
        failure.getMessage());
    directory.abandon();
    assertEquals(Set.of("_started", "parameters.csv"), files());
    assertEquals(1, other.finish(manifest).files().size());
  }

  @Test
  void anEmptyDirectoryIsFresh() throws IOException {
    Files.createDirectories(out);
    assertEquals(OutputStart.FRESH, directory.start("f", false));
  }

  @Test
  void aFinishedJobIsNotRunAgain() throws IOException {
    directory.start("f", false);
    writeResult("f");
    Files.delete(out.resolve("_SUCCESS"));

    assertEquals(OutputStart.ALREADY_FINISHED, directory.start("f", false));
    assertTrue(Files.exists(out.resolve("_SUCCESS")));
    assertEquals(List.of(), directory.damagedFiles());
  }

  @Test
  void overwriteRunsAFinishedJobAgain() throws IOException {
    directory.start("f", false);
    writeResult("f");

    assertEquals(OutputStart.OVERWRITTEN, directory.start("f", true));
    assertEquals(Set.of("_started"), files());
  }

  @Test
  void anUnfinishedRunOfTheSameJobIsStartedAgain() throws IOException {
    directory.start("f", false);
    write("parameters.csv");
    write("hessian/_temporary/0/part");
    write(".unfinished-1-hessian.npy");

    assertEquals(OutputStart.RESTARTED, directory.start("f", false));
    assertEquals(Set.of("_started"), files());
  }

  @Test
  void anotherJobsResultIsRefusedUnlessOverwritten() throws IOException {
    directory.start("f", false);
    assertRefused(
        "holds an unfinished run of another job; choose another output or pass --overwrite",
        "g",
        false);
    writeResult("f");
    assertRefused(
        "holds the result of another job; choose another output or pass --overwrite", "g", false);

    assertEquals(OutputStart.OVERWRITTEN, directory.start("g", true));
    assertEquals(new OutputState.Unfinished("g"), directory.state());
    assertEquals(OutputStart.OVERWRITTEN, directory.start("h", true));
    assertEquals(Set.of("_started"), files());
  }

  @Test
  void whatNoJobWroteIsNeverTouched() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("notes.txt"), "mine");
    String message = "holds 'notes.txt' and no result of a job; choose another output";
    assertRefused(message, "f", false);
    assertRefused(message, "f", true);
    assertEquals(Set.of("notes.txt"), files());
  }

  @Test
  void aResultWithForeignFilesIsNotCleared() throws IOException {
    directory.start("f", false);
    writeResult("f");
    Files.writeString(out.resolve("notes.txt"), "mine");

    assertRefused("holds 'notes.txt', which no job wrote; move it away first", "g", true);
    assertInstanceOf(OutputState.Finished.class, directory.state());
  }

  @Test
  void aFileIsNoOutputDirectory() throws IOException {
    Files.createDirectories(out.getParent());
    Files.writeString(out, "mine");
    Failure failure = assertThrows(Failure.class, () -> directory.start("f", true));
    assertEquals(out + ": is a file, not a directory; choose another output", failure.getMessage());
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertNotResult("it is a file");
  }

  @Test
  void aPathBelowAFileCannotBeWritten() throws IOException {
    Files.writeString(temporary.resolve("a dir"), "a file");
    Failure failure = assertThrows(Failure.class, () -> directory.start("f", false));
    assertTrue(failure.getMessage().startsWith(out + ": cannot be written ("), failure.toString());
  }

  @Test
  void aFileSystemThatDoesNotAnswer() throws IOException {
    Configuration configuration = new Configuration();
    configuration.setInt("ipc.client.connect.max.retries", 0);
    String uri = "hdfs://127.0.0.1:1/out";
    OutputDirectory there = OutputDirectory.open(configuration, uri);
    Failure failure = assertThrows(Failure.class, () -> there.start("f", false));
    assertTrue(failure.getMessage().startsWith(uri + ": cannot be written ("), failure.toString());
    failure = assertThrows(Failure.class, there::requireFinished);
    assertTrue(failure.getMessage().startsWith(uri + ": cannot be read ("), failure.toString());
    assertEquals(Failure.Kind.INPUT, failure.kind());
  }

  @Test
  void readersRefuseWhatHasNoManifest() throws IOException {
    assertNotResult("there is no such directory");
    Files.createDirectories(out);
    assertNotResult("it has no manifest.json");
    directory.start("f", false);
    write("hessian/part-0.parquet");
    write("_SUCCESS");
    assertNotResult("it has no manifest.json");
  }

  @Test
  void damageIsNamed() throws IOException {
    directory.start("f", false);
    write("a");
    write("b");
    write("c");
    writeResult("f");
    Files.writeString(out.resolve("a"), "abd");
    Files.writeString(out.resolve("b"), "abcd");
    Files.delete(out.resolve("c"));
    write("hessian/part-1.parquet");
    write("notes.txt");

    assertEquals(
        List.of(
            new DamagedFile("a", "has not the SHA-256 of the manifest"),
            new DamagedFile("b", "has 4 bytes, the manifest says 3"),
            new DamagedFile("c", "is missing"),
            new DamagedFile("hessian/part-1.parquet", "is not in the manifest")),
        directory.damagedFiles());
  }

  @Test
  void aReplacedFileKeepsTheManifestTrue() throws IOException {
    directory.start("f", false);
    writeResult("f");

    directory.replace("report.html", "<p>".getBytes(StandardCharsets.UTF_8));
    Manifest manifest = directory.replace("report.html", "<html>".getBytes(StandardCharsets.UTF_8));

    assertEquals(manifest, directory.requireFinished());
    assertEquals(3, manifest.files().size());
    assertEquals("<html>", Files.readString(out.resolve("report.html")));
    assertEquals(List.of(), directory.damagedFiles());
    assertTrue(files().stream().noneMatch(name -> name.endsWith(".part")));
  }

  @Test
  void checksumFilesOfOtherWritersAreCleared() throws IOException {
    directory.start("f", false);
    write("hessian/.part-0.parquet.crc");
    writeResult("f");

    assertFalse(files().stream().anyMatch(name -> name.endsWith(".crc")), files().toString());
  }

  @Test
  void entriesThatAreKnownAreKeptAndMustFit() throws IOException {
    directory.start("f", false);
    write("a");
    Manifest known =
        ManifestJsonTest.manifest("f")
            .withFiles(List.of(new FileEntry("a", 3, ManifestJsonTest.SHA)));
    assertEquals(known.files(), directory.finish(known).files());

    directory.start("f", true);
    write("a");
    Manifest wrong = known.withFiles(List.of(new FileEntry("a", 4, ManifestJsonTest.SHA)));
    assertThrows(IllegalStateException.class, () -> directory.finish(wrong));
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

  private void assertNotResult(String why) {
    Failure failure = assertThrows(Failure.class, directory::requireFinished);
    assertEquals(out + " is not a result: " + why + "; run the job first", failure.getMessage());
    assertEquals(Failure.Kind.INPUT, failure.kind());
  }
}
