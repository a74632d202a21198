package io.sparkhessian.linalg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files that Linux has mapped into this process, which include all loaded libraries. */
final class LoadedFiles {
  private LoadedFiles() {}

  /** Whether a path contains {@code part}. */
  static boolean any(String part) throws IOException {
    return list().stream().anyMatch(path -> path.contains(part));
  }

  /** The paths whose file name matches a regular expression. */
  static List<String> named(String pattern) throws IOException {
    return list().stream()
        .filter(path -> path.substring(path.lastIndexOf('/') + 1).matches(pattern))
        .toList();
  }

  private static List<String> list() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/maps")).stream()
        .filter(line -> line.contains("/"))
        .map(line -> line.substring(line.indexOf('/')))
        .distinct()
        .sorted()
        .toList();
  }
}
