package io.sparkhessian.io.output;

import io.sparkhessian.io.file.AtomicFile;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.file.Location;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileStatus;

/** The files below an output directory that make up its result, with sizes and checksums. */
public final class ResultFiles {
  /** Files that are added to a result and are no part of it. */
  private static final Set<String> ADDED = Set.of(Certificate.FILE, ReportFile.NAME);

  /** The directories whose files become durable one by one while a run goes on. */
  static final Set<String> DURABLE =
      Set.of(
          "hessian",
          "gauss-newton",
          "fisher",
          "blocks",
          "input-hessian",
          "input-laplacian",
          PieceStore.DIRECTORY);

  private static final int LARGEST_MANIFEST = 1 << 28;

  private final Location directory;

  public ResultFiles(Location directory) {
    this.directory = directory;
  }

  /**
   * Relative path to size, sorted: all but manifest.json, names that start with a dot, and at the
   * top those with an underscore.
   */
  SortedMap<String, Long> sizes() throws IOException {
    SortedMap<String, Long> sizes = new TreeMap<>();
    collect(directory, "", sizes);
    sizes.remove(OutputDirectory.MANIFEST);
    return sizes;
  }

  private void collect(Location place, String prefix, SortedMap<String, Long> sizes)
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

  /** The checksum files that other writers left to Hadoop's local file system. */
  void deleteChecksumFiles() throws IOException {
    deleteFiles(directory, ResultFiles::isChecksumFile);
  }

  /** What killed writers left of matrices, pieces and exports. */
  void removeUnfinished() throws IOException {
    AtomicFile.removeUnfinished(directory.files().getConf(), directory.path());
    for (String durable : DURABLE) {
      Location place = directory.child(durable);
      if (place.files().exists(place.path())) {
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

  /**
   * All files of the result; of those that are known the entries as they are, when their sizes are
   * right.
   */
  List<FileEntry> entries(List<FileEntry> known) throws IOException {
    SortedMap<String, Long> sizes = sizes();
    sizes.keySet().removeAll(ADDED);
    SortedMap<String, FileEntry> entries = new TreeMap<>();
    for (FileEntry entry : known) {
      if (!Long.valueOf(entry.size()).equals(sizes.get(entry.path()))) {
        throw new IllegalStateException(entry + " is not what was written");
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

  /** The manifest that lies here. */
  Manifest manifest() throws IOException {
    Location file = directory.child(OutputDirectory.MANIFEST);
    try (InputStream in = file.open()) {
      return ManifestJson.read(file.text(), in.readNBytes(LARGEST_MANIFEST));
    }
  }

  FileEntry entry(String relative) throws IOException {
    return FileEntry.of(directory.child(relative), relative);
  }

  /**
   * What is not as the manifest says, and what it does not list of files that a job writes.
   *
   * @param looked of which paths
   */
  List<DamagedFile> damaged(Manifest manifest, Predicate<String> looked) throws IOException {
    SortedMap<String, Long> sizes = sizes();
    sizes.keySet().removeIf(looked.negate());
    List<DamagedFile> damaged = new ArrayList<>();
    for (FileEntry listed :
        manifest.files().stream().filter(file -> looked.test(file.path())).toList()) {
      Optional<DamagedFile> resized = resized(listed, sizes.remove(listed.path()));
      if (resized.isPresent()) {
        damaged.add(resized.get());
      } else if (!entry(listed.path()).equals(listed)) {
        damaged.add(new DamagedFile(listed.path(), "does not match the SHA-256 in the manifest"));
      }
    }
    for (String unlisted : sizes.keySet()) {
      String top = unlisted.split("/", 2)[0];
      if (OwnNames.isOwn(top) && !ADDED.contains(top)) {
        damaged.add(new DamagedFile(unlisted, "is not in the manifest"));
      }
    }
    return damaged;
  }

  /**
   * The first file that is missing or of another size than the manifest says; reads no file.
   *
   * @param spare files that may be missing
   */
  Optional<DamagedFile> firstResized(Manifest manifest, Set<String> spare) throws IOException {
    SortedMap<String, Long> sizes = sizes();
    return manifest.files().stream()
        .filter(listed -> sizes.containsKey(listed.path()) || !spare.contains(listed.path()))
        .flatMap(listed -> resized(listed, sizes.get(listed.path())).stream())
        .findFirst();
  }

  private static Optional<DamagedFile> resized(FileEntry listed, Long size) {
    if (size == null) {
      return Optional.of(new DamagedFile(listed.path(), "is missing"));
    }
    if (size != listed.size()) {
      String damage = "has %d bytes, the manifest says %d".formatted(size, listed.size());
      return Optional.of(new DamagedFile(listed.path(), damage));
    }
    return Optional.empty();
  }

  /** Whether Hadoop's local file system keeps the checksum of another file in it. */
  static boolean isChecksumFile(String name) {
    return name.startsWith(".") && name.endsWith(".crc");
  }
}
