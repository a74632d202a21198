package io.sparkhessian.cli;

import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;

/** The directory of a malformed input, in which its steps run. */
final class CaseFolder {
  private final Path directory;

  CaseFolder(Path directory) {
    this.directory = directory;
  }

  /** Runs a step; the README.md of the corpus lists them. */
  void apply(CaseStep step) throws IOException {
    if (step.verb().equals("command")) {
      return;
    }
    Path file = directory.resolve(step.argument(0));
    Files.createDirectories(file.getParent());
    switch (step.verb()) {
      case "write" -> Files.write(file, bytes(step.content()));
      case "text" -> Files.write(file, bytes(step.argument(1)));
      case "repeat" -> Files.write(file, bytes(step.argument(2).repeat(step.number(1))));
      case "gzip" -> gzip(file, bytes(step.content()));
      case "directory" -> Files.createDirectories(file);
      case "link" -> Files.createSymbolicLink(file, Path.of(step.argument(1)));
      case "delete" -> delete(file);
      case "move" -> Files.move(file, target(step), StandardCopyOption.REPLACE_EXISTING);
      case "copy" -> Files.copy(file, target(step), StandardCopyOption.REPLACE_EXISTING);
      case "replace" -> replace(file, bytes(step.argument(1)), bytes(step.argument(2)));
      case "npy", "patch", "flip", "truncate", "extend" -> new BinaryFile(file).apply(step);
      case "parquet", "orc" -> TableFile.write(file, step.verb(), step.argument(1));
      case "result" -> ComputedResults.put(file, directory, List.of(step.argument(1).split(" ")));
      case "enter" -> enter(file.toString(), step.argument(1));
      default -> throw new IllegalArgumentException("unknown step: " + step);
    }
  }

  /** Replaces DIR in a text of the corpus by this directory. */
  String here(String text) {
    return text.replace("DIR", directory.toString());
  }

  private byte[] bytes(String text) {
    return EscapedText.bytes(here(text));
  }

  private Path target(CaseStep step) throws IOException {
    Path target = directory.resolve(step.argument(1));
    Files.createDirectories(target.getParent());
    return target;
  }

  private static void gzip(Path file, byte[] bytes) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes);
    }
  }

  private static void delete(Path top) throws IOException {
    List<Path> found;
    try (Stream<Path> walk = Files.walk(top)) {
      found = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : found) {
      Files.delete(each);
    }
  }

  /** Replaces the only occurrence of the old bytes. */
  private static void replace(Path file, byte[] old, byte[] replacement) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    String searched = new String(old, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(searched);
    if (at < 0 || text.indexOf(searched, at + 1) >= 0) {
      throw new IllegalArgumentException("not once in " + file + ": " + searched);
    }
    String changed =
        text.substring(0, at)
            + new String(replacement, StandardCharsets.ISO_8859_1)
            + text.substring(at + searched.length());
    Files.writeString(file, changed, StandardCharsets.ISO_8859_1);
  }

  /** Updates the manifest of a result with the current checksum of a file. */
  private static void enter(String result, String file) throws IOException {
    OutputDirectory out =
        OutputDirectory.open(new Configuration(), result, Registry.STANDARD.outputFiles());
    Manifest manifest = out.requireFinished();
    out.enter(manifest, List.of(file));
  }
}
