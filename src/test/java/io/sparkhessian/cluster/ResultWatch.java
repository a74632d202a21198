package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Watches an output directory continuously: whenever it has a manifest, all listed files exist with
 * their sizes, and a finished block row never changes.
 */
final class ResultWatch implements AutoCloseable {
  private static final long POLL_MILLISECONDS = 10;

  private final TiledJob job;
  private final String name;
  private final CountDownLatch end = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Map<String, String> rows = new TreeMap<>();
  private final Thread thread;
  private final AtomicInteger looks = new AtomicInteger();
  private int replaced;

  ResultWatch(TiledJob job, String name) {
    this.job = job;
    this.name = name;
    this.thread = new Thread(this::watch, "watch-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    try {
      do {
        look();
      } while (!end.await(POLL_MILLISECONDS, TimeUnit.MILLISECONDS));
      look();
    } catch (IOException | InterruptedException | RuntimeException e) {
      wrong.add(e.toString());
    }
  }

  private void look() throws IOException {
    looks.incrementAndGet();
    requireSizes();
    Map<String, String> now = job.versions(name);
    rows.forEach(
        (row, version) -> {
          String seen = now.get(row);
          if (seen == null) {
            wrong.add(row + " has vanished");
          } else if (!seen.equals(version)) {
            replaced++;
          }
        });
    rows.putAll(now);
  }

  private void requireSizes() throws IOException {
    JsonNode manifest;
    Path output = job.output(name);
    try {
      manifest = new ObjectMapper().readTree(output.resolve("manifest.json").toFile());
    } catch (FileNotFoundException e) {
      if (Files.exists(output.resolve("_SUCCESS"))) {
        wrong.add("_SUCCESS without a manifest");
      }
      return;
    }
    Iterator<JsonNode> files = manifest.get("files").elements();
    int listed = 0;
    while (files.hasNext()) {
      JsonNode file = files.next();
      String path = file.get("path").asText();
      listed += path.startsWith("hessian/") ? 1 : 0;
      try {
        if (Files.size(output.resolve(path)) != file.get("size").asLong()) {
          wrong.add(path + " is not whole though there is a manifest");
        }
      } catch (NoSuchFileException e) {
        wrong.add(path + " is missing though there is a manifest");
      }
    }
    if (listed != TiledJob.ROWS) {
      wrong.add(listed + " block rows in a manifest");
    }
  }

  @Override
  public String toString() {
    return "looked at %d times".formatted(looks.get());
  }

  /** Stops, and fails if a check ever failed or a finished row was written again. */
  @Override
  public void close() {
    end.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertEquals(List.of(), List.copyOf(wrong), name);
    assertEquals(0, replaced, "block rows of " + name + " that were written twice");
  }
}
