package io.sparkhessian.io.output;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSError;

/** A file that a run rewrites periodically, which shows other hosts that the run is alive. */
public final class Heartbeat implements AutoCloseable {
  static final String FILE = "_alive";

  private static final long SECONDS = 2;

  /** Number of missed beats after which a run counts as dead. */
  private static final int LATE = 5;

  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;

  private Heartbeat(Location file, String owner) {
    this.thread = new Thread(() -> beatUntilClosed(file, owner), "heartbeat");
    thread.setDaemon(true);
    thread.start();
  }

  /** Starts the heartbeat; beats that cannot be written are skipped. */
  static Heartbeat start(Location directory, String owner) {
    return new Heartbeat(directory.child(FILE), owner);
  }

  private void beatUntilClosed(Location file, String owner) {
    try {
      do {
        beat(file, owner);
      } while (!end.await(SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void beat(Location file, String owner) {
    try {
      String beat = owner + " " + System.nanoTime();
      file.writeWhole(beat.getBytes(StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException | FSError e) { // a full disk is an FSError
      return; // the run itself detects an unusable directory
    }
  }

  /** Whether a heartbeat is active; a negative answer takes several beats. */
  static boolean isSeen(Location directory) throws IOException {
    String before = content(directory);
    try {
      for (int beat = 0; beat < LATE; beat++) {
        TimeUnit.SECONDS.sleep(SECONDS);
        if (!content(directory).equals(before)) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.refused(directory.text() + ": interrupted while waiting for another run");
    }
    return false;
  }

  private static String content(Location directory) throws IOException {
    Location file = directory.child(FILE);
    if (!file.files().exists(file.path())) {
      return "";
    }
    try (InputStream in = file.open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Stops the heartbeat; no beat follows. */
  @Override
  public void close() {
    end.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
