package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.cluster.SubmitScript.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths where a run cannot write or read; /proc refuses even the superuser. */
class UnusablePathsIT {
  @TempDir Path directory;

  @Test
  void anOutputThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "mine");
    output(file.toString(), "is a file, not a directory; choose another output");
    output(file + "/out", "cannot be written (", "choose a place where you may write");
    output("/proc/out", "cannot be written (", "choose a place where you may write");
    output("nowhere://x/out", "no file system for 'nowhere:'", "add its Hadoop module");
    assertEquals("mine", Files.readString(file));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void parametersThatCannotBeRead() throws IOException {
    Path theta = Files.createDirectory(directory.resolve("theta.npy"));
    parameters(theta.toString(), "is a directory; name a file");
    parameters(directory + "/none.npy", "no such file");
    for (String name : List.of("memory.npy", "memory.csv")) {
      Path memory = Files.createSymbolicLink(directory.resolve(name), Path.of("/proc/self/mem"));
      parameters(memory.toString(), "cannot be read (", "check that you may read it");
    }
    parameters(directory.toString(), "parameters are read from .npy or .csv files; convert it");
  }

  private static void output(String path, String... message) {
    failed("output", path, message);
  }

  private void parameters(String path, String... message) {
    failed("parameters", path, message);
  }

  private static void failed(String key, String path, String... message) {
    Result result = InProcess.onSpark("run", "conf/iris-mlp.yaml", "--set", key + "=" + path);
    Expect.error(2, result, path + ": " + message[0], message);
    assertEquals("", result.stdout());
  }
}
