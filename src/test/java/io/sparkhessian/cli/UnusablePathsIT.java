package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.cluster.SubmitScript.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths where a run cannot write or read; /proc refuses even the superuser. */
class UnusablePathsIT {
  @TempDir Path directory;

  @Test
  void anUnwritableOutput() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "mine");
    output(file.toString(), "is a file, not a directory; choose another output");
    output(file + "/out", "cannot be written (", "choose a place where you may write");
    output("/proc/out", "cannot be written (", "choose a place where you may write");
    output(
        "nowhere://x/out",
        "the class path has no file system for 'nowhere:'",
        "add its Hadoop module");
    assertEquals("mine", Files.readString(file));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void unreadableParameters() throws IOException {
    Path theta = Files.createDirectory(directory.resolve("theta.npy"));
    parameters(theta.toString(), "is a directory; name a file");
    parameters(directory + "/none.npy", "no such file");
    for (String name : List.of("memory.npy", "memory.csv")) {
      Path memory = Files.createSymbolicLink(directory.resolve(name), Path.of("/proc/self/mem"));
      parameters(memory.toString(), "cannot be read (", "check that you may read it");
    }
    parameters(directory.toString(), "a parameter file must be .npy or .csv; convert it");
  }

  /** Reading them would block forever. */
  @Test
  void pipesAndDevices() throws IOException, InterruptedException {
    String pipe = pipe("pipe");
    output(pipe, "is a file, not a directory; choose another output");
    for (String endless : List.of("/dev/zero", pipe)) {
      failed("data.path", endless, "is a device or a pipe; name a file");
      parameters(link(endless, endless.length() + ".npy"), "is a device or a pipe; name a file");
      parameters(link(endless, endless.length() + ".csv"), "is a device or a pipe; name a file");
    }
    Path data = Files.createDirectory(directory.resolve("data"));
    String inside = pipe("data/part.csv");
    Result result = run("data.path=" + data);
    Expect.error(2, result, inside + ": is a device or a pipe; name a file");
  }

  /** 400 names of a directory with 300 files stand for a disk. */
  @Test
  void dataThatAreAWholeDisk() throws IOException {
    Path files = Files.createDirectory(directory.resolve("files"));
    for (int file = 0; file < 300; file++) {
      Files.createFile(files.resolve("_" + file));
    }
    Path disk = Files.createDirectory(directory.resolve("disk"));
    for (int name = 0; name < 400; name++) {
      Files.createSymbolicLink(disk.resolve("directory-" + name), files);
    }
    Result all = run("data.path=" + disk, "data.options.recursiveFileLookup=true");
    Expect.error(2, all, disk + " has more than 100,000 files and directories");
    Expect.error(2, run("data.path=" + disk), disk + " has more than 100,000 files");
    Files.createFile(files.resolve("data.csv"));
    Expect.error(2, run("data.path=" + disk), disk + " has a file in a subdirectory");
  }

  private String pipe(String name) throws IOException, InterruptedException {
    String pipe = directory.resolve(name).toString();
    assertEquals(0, new ProcessBuilder("mkfifo", pipe).start().waitFor());
    return pipe;
  }

  private String link(String target, String name) throws IOException {
    return Files.createSymbolicLink(directory.resolve(name), Path.of(target)).toString();
  }

  private static void output(String path, String... message) {
    failed("output", path, message);
  }

  private void parameters(String path, String... message) {
    failed("parameters", path, message);
  }

  private static void failed(String key, String path, String... message) {
    Result result = run(key + "=" + path);
    Expect.error(2, result, path + ": " + message[0], message);
    assertEquals("", result.stdout());
  }

  private static Result run(String... settings) {
    List<String> command = new ArrayList<>(List.of("run", "conf/iris-mlp.yaml"));
    for (String setting : settings) {
      command.addAll(List.of("--set", setting));
    }
    return InProcess.onSpark(command.toArray(String[]::new));
  }
}
