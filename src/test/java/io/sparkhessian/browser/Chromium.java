package io.sparkhessian.browser;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A browser that can be started: the machine's own, or the one of {@link PinnedChromium}. */
record Chromium(Path program, Map<String, String> environment) {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--font-render-hinting=none",
          "--remote-debugging-port=0");

  /** What the system property {@code chromium} names, else one on PATH, else the pinned one. */
  static Chromium find() throws IOException, InterruptedException {
    Optional<Path> own =
        Optional.ofNullable(System.getProperty("chromium")).map(Path::of).or(Chromium::onPath);
    return own.isPresent() ? new Chromium(own.get(), Map.of()) : PinnedChromium.get();
  }

  private static Optional<Path> onPath() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it with a fresh profile. */
  Process start(Path profile) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(FLAGS);
    command.addAll(List.of("--user-data-dir=" + profile, "about:blank"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("HOME", profile.toString());
    return builder.start();
  }

  /** The address of its DevTools, which it prints. */
  static String address(Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder all = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      all.append(line).append('\n');
      if (line.startsWith("DevTools listening on ws://")) {
        return line.substring("DevTools listening on ws://".length()).split("/", 2)[0];
      }
    }
    throw new IllegalStateException("the browser did not start: " + all);
  }
}
