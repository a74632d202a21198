package io.sparkhessian.io.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An overwritten result stays complete until the next one replaces it. */
class OverwrittenResultTest {
  private static final Set<String> NEW =
      Set.of("_SUCCESS", "manifest.json", "parameters.csv", "hessian/part-0.parquet");

  @TempDir Path temporary;
  private ResultFolder folder;

  /** The older result has a file that the next one does not have. */
  @BeforeEach
  void open() throws IOException {
    folder = finished(temporary);
  }

  private static ResultFolder finished(Path place) throws IOException {
    ResultFolder folder = ResultFolder.in(place);
    folder.directory().start("f", "w", false);
    folder.write("diagonal.npy");
    folder.writeResult("f");
    return folder;
  }

  private static String fingerprint(ResultFolder folder) throws IOException {
    assertEquals(List.of(), folder.directory().damagedFiles());
    return folder.directory().requireFinished().fingerprint();
  }

  @Test
  void theOlderResultStaysUntilTheNextOneIsComplete() throws IOException {
    Set<String> older = folder.files();
    assertEquals(OutputStart.OVERWRITTEN, folder.directory().start("g", "w", true));
    folder.write("_pieces/from-00000");
    folder.write("hessian/part-0.parquet");
    assertEquals("f", fingerprint(folder));
    assertTrue(folder.files().containsAll(older));

    folder.writeResult("g");
    assertEquals("g", fingerprint(folder));
    assertEquals(NEW, folder.files());
  }

  @Test
  void aFailedRunLeavesTheOlderResultUnchanged() throws IOException {
    Set<String> older = folder.files();
    folder.directory().start("g", "w", true);
    folder.write("gradient.npy");
    folder.write("hessian/part-0.parquet");
    folder.directory().abandon();
    assertEquals("f", fingerprint(folder));
    assertEquals(older, folder.files());
  }

  @Test
  void aKilledRunIsResumedByItsOwnJob() throws IOException {
    folder.directory().start("g", "w", true);
    folder.write("gradient.npy");
    folder.write("hessian/part-0.parquet");
    folder.die();
    folder.assertRefused(
        "holds the result of another job; choose another output or pass --overwrite", "h", false);
    OutputDirectory next = folder.directory();
    assertEquals(OutputStart.ALREADY_FINISHED, next.start("f", "w", false));
    assertEquals(OutputStart.RESUMED, next.start("g", "w", false));
    assertTrue(Files.exists(folder.out().resolve("_next/hessian/part-0.parquet")));
    assertFalse(Files.exists(folder.out().resolve("_next/gradient.npy")));
    assertEquals("f", fingerprint(folder));
    next.leave();
    assertEquals(OutputStart.RESTARTED, next.start("g", "other kernels", false));
    assertFalse(Files.exists(folder.out().resolve("_next/hessian/part-0.parquet")));
    folder.writeResult("g");
    assertEquals(NEW, folder.files());
  }

  @Test
  void remainsOfAKilledRunOfTheSameJobAreDeleted() throws IOException {
    Set<String> older = folder.files();
    folder.directory().start("f", "w", true);
    folder.write("hessian/part-0.parquet");
    folder.die();
    assertEquals(OutputStart.ALREADY_FINISHED, folder.directory().start("f", "w", false));
    assertEquals(older, folder.files());
  }

  @Test
  void anUnreadableStagedResultIsDeletedByAnOverwrite() throws IOException {
    Set<String> older = folder.files();
    folder.write("_next/manifest.json");
    assertEquals(OutputStart.OVERWRITTEN, folder.directory().start("f", "w", true));
    folder.writeResult("f");
    assertTrue(older.containsAll(folder.files()), folder.files()::toString);
    assertEquals("f", fingerprint(folder));
  }

  /** The next run finds the older result or finishes the publication. */
  @Test
  void aPublicationMayStopAtAnyMoment() throws IOException {
    int moments = 0;
    while (stops(moments)) {
      moments++;
    }
    assertTrue(moments > 10, moments + " moments");
  }

  /** Stops a run after a number of changes to the disk; false if it needed fewer. */
  private boolean stops(int changes) throws IOException {
    ResultFolder place = finished(temporary.resolve("after " + changes));
    OutputDirectory stopped =
        OutputDirectory.open(
            StoppingFileSystem.after(1000),
            place.out().toString(),
            Registry.STANDARD.outputFiles());
    ResultFolder run = new ResultFolder(place.out(), stopped);
    assertEquals(OutputStart.OVERWRITTEN, stopped.start("g", "w", true));
    StoppingFileSystem.after(changes);
    boolean stops = false;
    try {
      run.writeResult("g");
    } catch (IOException e) {
      assertTrue(StoppingFileSystem.hasStopped(), e::toString);
      stops = true;
    }
    if (Files.exists(place.out().resolve("manifest.json"))) {
      assertTrue(Set.of("f", "g").contains(fingerprint(place)));
    }
    Optional<RunMarks.Numbered> mark = new RunMarks(place.directory().location()).last();
    if (mark.isPresent()) {
      place.die();
    }
    OutputStart start = place.directory().start("g", "w", false);
    if (start == OutputStart.RESUMED) {
      place.writeResult("g");
    } else {
      assertEquals(OutputStart.ALREADY_FINISHED, start);
    }
    assertEquals("g", fingerprint(place));
    assertEquals(NEW, place.files());
    return stops;
  }
}
