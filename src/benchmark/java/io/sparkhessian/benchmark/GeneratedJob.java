package io.sparkhessian.benchmark;

import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.npy.NpyWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A job that the application can run, in a directory of its own. */
final class GeneratedJob implements AutoCloseable {
  private final Path directory;

  /**
   * Writes the job file and the parameters of a network with random weights.
   *
   * @param data a CSV file with a header and the column {@code label}
   */
  GeneratedJob(String name, Network network, Path data) throws IOException {
    this(
        name,
        "{type: mlp, layers: %s, activation: tanh, loss: cross-entropy}"
            .formatted(network.layers()),
        network.randomParameters(),
        "{path: %s, format: csv, label: label, options: {header: true}}".formatted(data));
  }

  /**
   * Writes the job file and the parameters.
   *
   * @param objective that section of the file
   * @param data that section
   */
  GeneratedJob(String name, String objective, double[] theta, String data) throws IOException {
    directory = Scratch.of(name);
    Files.createDirectories(directory);
    Path parameters = directory.resolve("parameters.npy");
    try (NpyWriter npy = new NpyWriter(Files.newOutputStream(parameters), theta.length)) {
      npy.write(theta);
    }
    Files.writeString(
        file(),
        """
        objective: %s
        parameters: %s
        data: %s
        output: %s
        """
            .formatted(objective, parameters, data, output()));
  }

  /** Writes samples as such a CSV file. */
  static void write(Samples samples, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    int width = samples.dense().numCols;
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
      out.println(
          IntStream.range(0, width).mapToObj(j -> "x" + j + ",").collect(Collectors.joining())
              + "label");
      for (int i = 0; i < samples.count(); i++) {
        for (int j = 0; j < width; j++) {
          out.print(samples.dense().get(i, j));
          out.print(',');
        }
        out.println((int) samples.labels().get(i, 0));
      }
    }
  }

  Path file() {
    return directory.resolve("job.yaml");
  }

  /** Where its result is. */
  Path output() {
    return directory.resolve("out");
  }

  /** What a run says goes here. */
  Path log() {
    return directory.resolve("log.txt");
  }

  /** Bytes of all files of the result. */
  long resultBytes() throws IOException {
    try (Stream<Path> files = Files.walk(output())) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** Deletes the job and its result. */
  @Override
  public void close() throws IOException {
    Scratch.delete(directory);
  }
}
