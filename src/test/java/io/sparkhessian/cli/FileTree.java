package io.sparkhessian.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The content of a directory tree.
 *
 * @param files content by relative path, one character per byte; directories end with a slash
 */
record FileTree(SortedMap<String, String> files) {
  static FileTree read(Path directory) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    List<Path> found;
    try (Stream<Path> walk = Files.walk(directory)) {
      found = walk.filter(each -> !each.equals(directory)).toList();
    }
    for (Path each : found) {
      String name = directory.relativize(each).toString();
      if (Files.isSymbolicLink(each)) {
        files.put(name, Files.readSymbolicLink(each).toString());
      } else if (Files.isDirectory(each)) {
        files.put(name + "/", "");
      } else {
        files.put(name, Files.readString(each, StandardCharsets.ISO_8859_1));
      }
    }
    return new FileTree(files);
  }

  /** Returns a copy without one file. */
  FileTree without(String name) {
    SortedMap<String, String> others = new TreeMap<>(files);
    others.remove(name);
    return new FileTree(others);
  }

  /** Returns a copy with another text in one file. */
  FileTree with(String name, String text) {
    SortedMap<String, String> others = new TreeMap<>(files);
    others.put(name, text);
    return new FileTree(others);
  }

  void write(Path directory) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      if (file.getKey().endsWith("/")) {
        Files.createDirectories(path);
      } else {
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue(), StandardCharsets.ISO_8859_1);
      }
    }
  }
}
