package io.sparkhessian.io.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exactly one of several concurrent runs on an output proceeds. */
class ConcurrentRunsTest {
  private static final int RUNS = 8;
  private static final int ROUNDS = 30;

  @TempDir Path temporary;
  private ResultFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder = ResultFolder.in(temporary);
  }

  private OutputDirectory another() throws IOException {
    return OutputDirectory.open(
        new Configuration(false), folder.out().toString(), Registry.STANDARD.outputFiles());
  }

  /** Starts runs concurrently and returns their outcomes or messages. */
  private List<String> race(boolean overwrite) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(RUNS);
    CyclicBarrier together = new CyclicBarrier(RUNS);
    List<Future<String>> runs = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      OutputDirectory own = another();
      runs.add(
          threads.submit(
              () -> {
                together.await();
                try {
                  return own.start("f", "w", overwrite).toString();
                } catch (Failure failure) {
                  assertEquals(Failure.Kind.REFUSED, failure.kind(), failure::toString);
                  return failure.getMessage();
                }
              }));
    }
    List<String> said = new ArrayList<>();
    for (Future<String> run : runs) {
      said.add(run.get());
    }
    threads.shutdown();
    return said;
  }

  private static void assertOne(String goesOn, List<String> said) {
    List<String> others = new ArrayList<>(said);
    assertTrue(others.remove(goesOn), said::toString);
    others.forEach(
        other ->
            assertTrue(
                other.contains("another run has just started here")
                    || other.contains("another run writes here (process "),
                said::toString));
  }

  @Test
  void onAFreshDirectory() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      assertOne("FRESH", race(false));
      assertEquals(Set.of("_started"), folder.files());
      folder.die();
      assertOne("RESUMED", race(false));
      new RunMarks(folder.directory().location()).clear();
    }
  }

  @Test
  void onAResultToBeOverwritten() throws Exception {
    folder.directory().start("f", "w", false);
    folder.writeResult("f");
    for (int round = 0; round < ROUNDS; round++) {
      assertOne("OVERWRITTEN", race(true));
      assertEquals("f", another().requireFinished().fingerprint());
      new RunMarks(folder.directory().location()).clear();
    }
  }

  @Test
  void aLiveRunIsNotOverwritten() throws IOException {
    folder.directory().start("f", "w", false);
    for (boolean overwrite : new boolean[] {false, true}) {
      OutputDirectory second = another();
      Failure failure = assertThrows(Failure.class, () -> second.start("f", "w", overwrite));
      assertTrue(failure.getMessage().contains("another run writes here"), failure::toString);
      second.abandon();
    }
    assertEquals(Set.of("_started"), folder.files());
  }

  @Test
  void anotherJobIsRefusedDuringALiveRun() throws IOException {
    folder.directory().start("f", "w", false);
    Failure failure = assertThrows(Failure.class, () -> another().start("g", "w", false));
    assertTrue(failure.getMessage().contains("another run writes here"), failure::toString);
    folder.die();
    Failure later = assertThrows(Failure.class, () -> another().start("g", "w", false));
    assertTrue(later.getMessage().contains("or pass --overwrite"), later::toString);
  }

  @Test
  void aResultAboutToBeReplacedIsNotExtended() throws IOException {
    folder.directory().start("f", "w", false);
    folder.writeResult("f");
    another().requireNoRun();
    folder.directory().start("f", "w", true);
    Failure failure = assertThrows(Failure.class, () -> another().requireNoRun());
    assertTrue(failure.getMessage().contains("another run writes here"), failure::toString);
    folder.die();
    another().requireNoRun();
  }

  @Test
  void aRunOnAnotherHostIsAliveWhileItsHeartbeatIs() throws IOException {
    Location place = folder.directory().location();
    RunMarks marks = new RunMarks(place);
    marks.set(1, new RunMark("f", "w", "far away", "elsewhere.invalid", "", 1, 1));
    Heartbeat beating = Heartbeat.start(place, "far away");
    try {
      Failure failure = assertThrows(Failure.class, () -> another().start("f", "w", true));
      assertTrue(failure.getMessage().contains("process 1 on elsewhere.invalid"));
    } finally {
      beating.close();
    }
    assertEquals(OutputStart.RESUMED, another().start("f", "w", false));
  }

  @Test
  void finishingDeletesAllMarks() throws IOException {
    folder.directory().start("f", "w", false);
    folder.die();
    OutputDirectory second = another();
    second.start("f", "w", false);
    second.finish(ManifestJsonTest.manifest("f"));
    assertEquals(Set.of("_SUCCESS", "manifest.json"), folder.files());
    assertFalse(Files.exists(folder.out().resolve(Heartbeat.FILE)));
  }
}
