package io.sparkhessian.io.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.FileEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputDirectoryTest {
  /** Output of {@code printf abc | sha256sum}. */
  private static final String SHA_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

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
  void aFreshDirectoryBecomesAResult() throws IOException {
    assertInstanceOf(OutputState.Absent.class, directory.state());
    assertEquals(OutputStart.FRESH, directory.start("f", "w", false));
    assertInstanceOf(OutputState.Unfinished.class, directory.state());
    folder.write(".unfinished-1-gradient.npy");
    folder.write("hessian/.unfinished-1-part-0.parquet");

    Manifest manifest = folder.writeResult("f");

    assertEquals(new OutputState.Finished(manifest), directory.state());
    assertEquals(
        List.of(
            new FileEntry("hessian/part-0.parquet", 3, SHA_ABC),
            new FileEntry("parameters.csv", 3, SHA_ABC)),
        manifest.files());
    assertEquals(
        Set.of("_SUCCESS", "manifest.json", "parameters.csv", "hessian/part-0.parquet"),
        folder.files());
    assertEquals(List.of(), directory.damagedFiles());
    assertEquals(manifest, directory.requireFinished());
  }

  @Test
  void aRunThatWasTakenOverCommitsAndDeletesNothing() throws IOException {
    directory.start("f", "w", false);
    folder.write("hessian/part-0.parquet");
    folder.die();
    OutputDirectory other = ResultFolder.open(new Configuration(false), out.toString());
    assertEquals(OutputStart.RESUMED, other.start("f", "w", false));

    Manifest manifest = ManifestJsonTest.manifest("f");
    Failure failure = assertThrows(Failure.class, () -> directory.finish(manifest));
    assertEquals(Failure.Kind.REFUSED, failure.kind());
    assertEquals(
        out + ": another run has taken over this output; let it finish, or choose another",
        failure.getMessage());
    directory.abandon();
    assertEquals(Set.of("_started", "hessian/part-0.parquet"), folder.files());
    assertEquals(1, other.finish(manifest).files().size());
  }

  @Test
  void anEmptyDirectoryIsFresh() throws IOException {
    Files.createDirectories(out);
    assertEquals(OutputStart.FRESH, directory.start("f", "w", false));
  }

  @Test
  void aFinishedJobIsNotRunAgain() throws IOException {
    directory.start("f", "w", false);
    folder.writeResult("f");
    Files.delete(out.resolve("_SUCCESS"));

    assertEquals(OutputStart.ALREADY_FINISHED, directory.start("f", "w", false));
    assertTrue(Files.exists(out.resolve("_SUCCESS")));
    assertEquals(List.of(), directory.damagedFiles());
  }

  /** The files may belong to another job if the run had not yet deleted them. */
  @Test
  void nothingIsKeptFromARunThatStoppedWhileClearing() throws IOException {
    directory.start("other", "w", false);
    folder.write("hessian/block-row-00000.parquet");
    RunMarks marks = new RunMarks(directory.location());
    int next = marks.last().orElseThrow().number() + 1;
    assertTrue(marks.set(next, RunMark.ofThisProcess("f", "w").clearing().left()));

    assertEquals(OutputStart.RESTARTED, directory.start("f", "w", false));
    assertEquals(Set.of("_started"), folder.files());
    folder.write("hessian/block-row-00001.parquet");
    folder.die();
    assertEquals(OutputStart.RESUMED, directory.start("f", "w", false));
    assertEquals(Set.of("_started", "hessian/block-row-00001.parquet"), folder.files());
  }

  @Test
  void anUnfinishedRunOfTheSameJobIsResumed() throws IOException {
    directory.start("f", "w", false);
    folder.write("parameters.csv");
    folder.write("hessian/block-row-00000.parquet");
    folder.write("_pieces/from-00000");
    folder.write("_pieces/.unfinished-1-from-00001");
    folder.write("hessian/.unfinished-1-block-row-00001.parquet");
    folder.write(".unfinished-1-hessian.npy");
    folder.die();

    assertEquals(OutputStart.RESUMED, directory.start("f", "w", false));
    assertEquals(
        Set.of("_started", "_pieces/from-00000", "hessian/block-row-00000.parquet"),
        folder.files());
    directory.leave();
    assertEquals(OutputStart.RESTARTED, directory.start("f", "other tiles", false));
    assertEquals(Set.of("_started"), folder.files());
  }

  @Test
  void anotherJobsResultIsRefusedUnlessOverwritten() throws IOException {
    directory.start("f", "w", false);
    RunMark own = RunMark.ofThisProcess("f", "w");
    String running =
        "another run writes here (process %d on %s); let it finish, or choose another output"
            .formatted(own.process(), own.host());
    for (boolean overwrite : new boolean[] {false, true}) {
      folder.assertRefused(running, "f", overwrite);
      folder.assertRefused(running, "g", overwrite);
    }
    directory.leave();
    folder.assertRefused(
        "holds an unfinished run of another job; choose another output or pass --overwrite",
        "g",
        false);
    directory.start("f", "w", false);
    folder.writeResult("f");
    folder.assertRefused(
        "holds the result of another job; choose another output or pass --overwrite", "g", false);

    assertEquals(OutputStart.OVERWRITTEN, directory.start("g", "w", true));
    directory.leave();
    assertEquals(OutputStart.OVERWRITTEN, directory.start("h", "w", true));
  }

  @Test
  void anOverwritingRunDeletesAnUnfinishedRun() throws IOException {
    directory.start("f", "w", false);
    folder.write("hessian/part-0.parquet");
    folder.write("_pieces/from-00000");
    directory.leave();
    assertEquals(OutputStart.OVERWRITTEN, directory.start("g", "w", true));
    assertEquals(Set.of("_started"), folder.files());
  }

  @Test
  void foreignFilesAreNeverTouched() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("notes.txt"), "mine");
    String message = "holds 'notes.txt' but no result of a job; choose another output";
    folder.assertRefused(message, "f", false);
    folder.assertRefused(message, "f", true);
    assertEquals(Set.of("notes.txt"), folder.files());
  }

  @Test
  void aResultWithForeignFilesIsNotCleared() throws IOException {
    directory.start("f", "w", false);
    folder.writeResult("f");
    Files.writeString(out.resolve("notes.txt"), "mine");

    folder.assertRefused("holds 'notes.txt', which no job wrote; move it away first", "g", true);
    assertInstanceOf(OutputState.Finished.class, directory.state());
  }

  @Test
  void aFileIsNotAnOutputDirectory() throws IOException {
    Files.createDirectories(out.getParent());
    Files.writeString(out, "mine");
    Failure failure = assertThrows(Failure.class, () -> directory.start("f", "w", true));
    assertEquals(out + ": is a file, not a directory; choose another output", failure.getMessage());
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertNotResult("it is a file");
  }

  @Test
  void aPathBelowAFileCannotBeWritten() throws IOException {
    Files.writeString(temporary.resolve("a dir"), "a file");
    Failure failure = assertThrows(Failure.class, () -> directory.start("f", "w", false));
    assertTrue(failure.getMessage().startsWith(out + ": cannot be written ("), failure.toString());
  }

  @Test
  void anUnreachableFileSystemIsAnInputFailure() throws IOException {
    Configuration configuration = new Configuration();
    configuration.setInt("ipc.client.connect.max.retries", 0);
    String uri = "hdfs://127.0.0.1:1/out";
    OutputDirectory there = ResultFolder.open(configuration, uri);
    Failure failure = assertThrows(Failure.class, () -> there.start("f", "w", false));
    assertTrue(failure.getMessage().startsWith(uri + ": cannot be written ("), failure.toString());
    failure = assertThrows(Failure.class, there::requireFinished);
    assertTrue(failure.getMessage().startsWith(uri + ": cannot be read ("), failure.toString());
    assertEquals(Failure.Kind.INPUT, failure.kind());
  }

  @Test
  void readersRefuseDirectoriesWithoutAManifest() throws IOException {
    assertNotResult("there is no such directory");
    Files.createDirectories(out);
    assertNotResult("it has no manifest.json");
    directory.start("f", "w", false);
    folder.write("hessian/part-0.parquet");
    folder.write("_SUCCESS");
    assertNotResult("it has no manifest.json");
  }

  @Test
  void damageIsNamed() throws IOException {
    directory.start("f", "w", false);
    folder.write("a");
    folder.write("b");
    folder.write("c");
    folder.writeResult("f");
    Files.writeString(out.resolve("a"), "abd");
    Files.writeString(out.resolve("b"), "abcd");
    Files.delete(out.resolve("c"));
    folder.write("hessian/part-1.parquet");
    folder.write("notes.txt");

    assertEquals(
        List.of(
            new DamagedFile("a", "does not match the SHA-256 in the manifest"),
            new DamagedFile("b", "has 4 bytes, the manifest says 3"),
            new DamagedFile("c", "is missing"),
            new DamagedFile("hessian/part-1.parquet", "is not in the manifest")),
        directory.damagedFiles());
  }

  @Test
  void aReplacedFileUpdatesTheManifest() throws IOException {
    directory.start("f", "w", false);
    folder.writeResult("f");

    directory.replace("report.html", "<p>".getBytes(StandardCharsets.UTF_8));
    Manifest manifest = directory.replace("report.html", "<html>".getBytes(StandardCharsets.UTF_8));

    assertEquals(manifest, directory.requireFinished());
    assertEquals(3, manifest.files().size());
    assertEquals("<html>", Files.readString(out.resolve("report.html")));
    assertEquals(List.of(), directory.damagedFiles());
    assertTrue(folder.files().stream().noneMatch(name -> name.endsWith(".part")));
  }

  @Test
  void checksumFilesOfOtherWritersAreDeleted() throws IOException {
    directory.start("f", "w", false);
    folder.write("hessian/.part-0.parquet.crc");
    folder.writeResult("f");

    assertFalse(
        folder.files().stream().anyMatch(name -> name.endsWith(".crc")), folder.files().toString());
  }

  @Test
  void knownEntriesAreKeptAndMustMatch() throws IOException {
    directory.start("f", "w", false);
    folder.write("a");
    Manifest known =
        ManifestJsonTest.manifest("f")
            .withFiles(List.of(new FileEntry("a", 3, ManifestJsonTest.SHA)));
    assertEquals(known.files(), directory.finish(known).files());

    directory.start("f", "w", true);
    folder.write("a");
    Manifest wrong = known.withFiles(List.of(new FileEntry("a", 4, ManifestJsonTest.SHA)));
    assertThrows(IllegalStateException.class, () -> directory.finish(wrong));
  }

  private void assertNotResult(String why) {
    Failure failure = assertThrows(Failure.class, directory::requireFinished);
    assertEquals(out + " is not a result: " + why + "; run the job first", failure.getMessage());
    assertEquals(Failure.Kind.INPUT, failure.kind());
  }
}
