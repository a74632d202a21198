package io.sparkhessian.io.output;

import io.sparkhessian.io.file.AtomicFile;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.file.Location;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileStatus;

/** The files of the result in a directory. */
record ResultFiles(Location directory, OutputFiles files) {
  /** Files that accompany a result but are not part of it. */
  private static final Set<String> ADDED = Set.of(Certificate.FILE, ReportFile.NAME);

  private static final int LARGEST_MANIFEST = 1 << 28;

  /**
   * Sizes of the files by relative path, sorted. Excluded are manifest.json, names that start with
   * a dot, and top-level names that start with an underscore.
   */
  SortedMap<String, Long> sizes() throws IOException {
    SortedMap<String, Long> sizes = new TreeMap<>();
    collect(directory, "", sizes);
    sizes.remove(OutputDirectory.MANIFEST);
    return sizes;
  }

  private static void collect(Location place, String prefix, SortedMap<String, Long> sizes)
      throws IOException {
    for (FileStatus status : place.files().listStatus(place.path())) {
      String name = status.getPath().getName();
      boolean scratch = prefix.isEmpty() ? name.startsWith("_") : name.equals("_temporary");
      if (scratch || name.startsWith(".")) {
        continue;
      }
      if (status.isDirectory()) {
        Location inner = new Location(place.text(), place.files(), status.getPath());
        collect(inner, prefix + name + "/", sizes);
      } else {
        sizes.put(prefix + name, status.getLen());
      }
    }
  }

  /** Whether the manifest must list an existing file. */
  boolean mustBeListed(String path) {
    String top = path.split("/", 2)[0];
    return files.isOfResult(top) && !ADDED.contains(top);
  }

  /**
   * The entries of all files of the result.
   *
   * @param known entries to reuse; their sizes must be right
   */
  List<FileEntry> entries(List<FileEntry> known) throws IOException {
    SortedMap<String, Long> sizes = sizes();
    sizes.keySet().removeAll(ADDED);
    SortedMap<String, FileEntry> entries = new TreeMap<>();
    for (FileEntry entry : known) {
      if (!Long.valueOf(entry.size()).equals(sizes.get(entry.path()))) {
        throw new IllegalStateException(entry + " does not match the written file");
      }
      entries.put(entry.path(), entry);
    }
    for (String path : sizes.keySet()) {
      if (!entries.containsKey(path)) {
        entries.put(path, entry(path));
      }
    }
    return new ArrayList<>(entries.values());
  }

  /** The manifest in the directory. */
  Manifest manifest() throws IOException {
    Location file = directory.child(OutputDirectory.MANIFEST);
    try (InputStream in = file.open()) {
      return ManifestJson.read(file.text(), in.readNBytes(LARGEST_MANIFEST));
    }
  }

  FileEntry entry(String relative) throws IOException {
    return FileEntry.of(directory.child(relative), relative);
  }

  /** Deletes the checksum files that other writers left for Hadoop's local file system. */
  void deleteChecksumFiles() throws IOException {
    deleteFiles(directory, ResultFiles::isChecksumFile);
  }

  /** Deletes unfinished files that killed writers of matrices, pieces and exports left. */
  void removeUnfinished() throws IOException {
    AtomicFile.removeUnfinished(directory.files().getConf(), directory.path());
    for (String durable : files.durable()) {
      Location place = directory.child(durable);
      if (place.exists()) {
        deleteFiles(place, name -> name.startsWith(AtomicFile.PREFIX));
      }
    }
  }

  private static void deleteFiles(Location top, Predicate<String> names) throws IOException {
    List<Location> places = new ArrayList<>(List.of(top));
    while (!places.isEmpty()) {
      Location place = places.remove(places.size() - 1);
      for (FileStatus status : place.files().listStatus(place.path())) {
        if (status.isDirectory()) {
          places.add(new Location(place.text(), place.files(), status.getPath()));
        } else if (names.test(status.getPath().getName())) {
          place.files().delete(status.getPath(), false);
        }
      }
    }
  }

  /** Whether a file holds the checksum of another file on Hadoop's local file system. */
  static boolean isChecksumFile(String name) {
    return name.startsWith(".") && name.endsWith(".crc");
  }
}
