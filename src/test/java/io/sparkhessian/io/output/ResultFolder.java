package io.sparkhessian.io.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Failure;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** An output directory with small files on the local disk. */
record ResultFolder(Path out, OutputDirectory directory) {
  static ResultFolder in(Path temporary) throws IOException {
    Path out = temporary.resolve("a dir").resolve("out");
    return new ResultFolder(out, open(new Configuration(false), out.toString()));
  }

  Manifest writeResult(String fingerprint) throws IOException {
    write("parameters.csv");
    write("hessian/part-0.parquet");
    return directory.finish(ManifestJsonTest.manifest(fingerprint));
  }

  void write(String relative) throws IOException {
    try (OutputStream file = directory.create(relative)) {
      file.write("abc".getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Ends the run as kill -9 would: its mark names a process that no longer exists. */
  void die() throws IOException {
    RunMarks marks = new RunMarks(directory.location());
    RunMarks.Numbered last = marks.last().orElseThrow();
    RunMark here = RunMark.ofThisProcess("", "");
    RunMark old = last.mark().orElseThrow();
    marks.set(
        last.number() + 1,
        new RunMark(
            old.fingerprint(), old.work(), "dead", here.host(), here.system(), here.process(), 1));
  }

  /** Relative paths of all files; all marks appear as one, and the heartbeat is omitted. */
  Set<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(out)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> out.relativize(file).toString())
          .filter(name -> !name.equals(Heartbeat.FILE) && !name.contains("-_alive"))
          .map(name -> RunMarks.isMark(name) ? "_started" : name)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  void assertRefused(String complaint, String fingerprint, boolean overwrite) {
    Failure failure =
        assertThrows(Failure.class, () -> directory.start(fingerprint, "w", overwrite));
    assertEquals(out + ": " + complaint, failure.getMessage());
    assertEquals(Failure.Kind.REFUSED, failure.kind());
  }

  /** Opens an output directory as runs do. */
  static OutputDirectory open(Configuration configuration, String uri) throws IOException {
    return OutputDirectory.open(configuration, uri, Registry.STANDARD.outputFiles());
  }
}
