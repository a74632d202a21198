package io.sparkhessian.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import java.util.Map;

/** Runs a script of src/benchmark/python and reads the seconds that it prints. */
final class PyTorch {
  /** What takes away the page faults that slow PyTorch down, and gives it one thread. */
  private static final Map<String, String> TUNED =
      Map.of(
          "MALLOC_MMAP_THRESHOLD_", "1073741824",
          "MALLOC_TRIM_THRESHOLD_", "8589934592",
          "MALLOC_TOP_PAD_", "67108864",
          "OMP_NUM_THREADS", "1",
          "OPENBLAS_NUM_THREADS", "1");

  private PyTorch() {}

  /** The last number that the script prints: seconds in a process that is warm by then. */
  static double seconds(boolean tuned, String script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getenv().getOrDefault("PYTHON", "python3"));
    command.add(Path.of("src", "benchmark", "python", script).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    if (tuned) {
      builder.environment().putAll(TUNED);
    }
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
    String[] lines = printed.strip().split("\n", -1);
    return Double.parseDouble(lines[lines.length - 1]);
  }
}
