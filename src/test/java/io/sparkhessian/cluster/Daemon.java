package io.sparkhessian.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process that is ready when a line of its log matches a pattern, and runs until stopped. */
final class Daemon {
  private static final long SECONDS = 120;

  private final String name;
  private final Process process;
  private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Matcher> ready = new CompletableFuture<>();

  /** Starts the process; {@code readyLine} can be on standard output or error. */
  Daemon(String name, ProcessBuilder builder, Pattern readyLine) {
    this.name = name;
    try {
      process = builder.redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new AssertionError("could not start " + name, e);
    }
    Thread reader = new Thread(() -> read(readyLine), name + "-log");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(Pattern readyLine) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.add(line);
        Matcher matcher = readyLine.matcher(line);
        if (matcher.find()) {
          ready.complete(matcher);
        }
      }
    } catch (IOException e) {
      log.add(e.toString());
    }
    ready.completeExceptionally(new IOException("its log has ended"));
  }

  /** Waits for the line and returns its match; fails with the whole log if it does not come. */
  Matcher awaitReady() {
    try {
      return ready.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      throw new AssertionError(name + " is not ready:\n" + String.join("\n", log), e);
    }
  }

  /** Returns the child processes. */
  Stream<ProcessHandle> children() {
    return process.children();
  }

  /** Kills this process and leaves its children running. */
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Terminates this process, then kills it with its descendants. */
  void stop() {
    List<ProcessHandle> family = process.descendants().toList();
    process.destroy();
    try {
      process.waitFor(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    family.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
