package io.sparkhessian.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PyTorch in a process of its own, which computes when it is told to and then says so. */
final class Rival implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;

  private Rival(List<String> command, Tuning tuning) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(tuning.environment());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    process = builder.start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    awaitAnswer();
  }

  /** A script of src/benchmark/python. */
  static Rival python(Tuning tuning, String script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getenv().getOrDefault("PYTHON", "python3"));
    command.add(Path.of("src", "benchmark", "python", script).toString());
    command.addAll(List.of(arguments));
    return new Rival(command, tuning);
  }

  /** A class of src/benchmark/libtorch: with no library path it finds no libtorch but Maven's. */
  static Rival libtorch(Tuning tuning, String type, String... arguments) throws IOException {
    String jars = Files.readString(Scratch.of("libtorch.classpath"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.library.path=" + Files.createDirectories(Scratch.of("empty")));
    command.add("-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"); // else each allocation reads /proc
    command.addAll(List.of("-cp", Scratch.of("libtorch") + ":" + jars));
    command.add("io.sparkhessian.benchmark." + type);
    command.addAll(List.of(arguments));
    return new Rival(command, tuning);
  }

  /** Computes once. */
  void run() {
    tell("run");
  }

  /** Computes once and writes what comes out, as float64. */
  void write(Path file) {
    tell("write " + file.toAbsolutePath());
  }

  private void tell(String line) {
    try {
      OutputStream commands = process.getOutputStream();
      commands.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      commands.flush();
      awaitAnswer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitAnswer() throws IOException {
    if (!"done".equals(answers.readLine())) {
      throw new IOException("PyTorch ended before it was done");
    }
  }

  /** Lets it end, and waits for that. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }
}
