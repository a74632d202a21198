package io.sparkhessian.io.output;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.FileEntry;
import io.sparkhessian.io.file.Location;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The directory of a run that replaces an older result. Once its manifest is written, the new
 * result is published; any run that finds the manifest here finishes an interrupted publication.
 */
final class Staging {
  static final String DIRECTORY = "_next";

  /** The manifest of the older result, after the publication has invalidated that result. */
  private static final String OLDER = "_older.json";

  private final OutputFiles names;
  private final Location out;
  private final Location place;
  private boolean open;

  Staging(OutputContents contents) {
    this.names = contents.files();
    this.out = contents.location();
    this.place = out.child(DIRECTORY);
  }

  /** The directory that the run writes to: the staging directory, or the output itself. */
  Location target() {
    return open ? place : out;
  }

  /** Whether the run writes to the staging directory. */
  boolean isOpen() {
    return open;
  }

  boolean exists() throws IOException {
    return place.exists();
  }

  /** Whether the staging directory holds a complete result. */
  boolean isReady() throws IOException {
    return place.child(OutputDirectory.MANIFEST).exists();
  }

  /** Whether the staged manifest cannot be read; no run leaves a manifest in that state. */
  boolean isBroken() throws IOException {
    try {
      requireReadable();
      return false;
    } catch (Failure broken) {
      return true;
    }
  }

  /**
   * Requires a valid staged manifest.
   *
   * @throws Failure of kind input that describes the damage
   */
  void requireReadable() throws IOException {
    manifest(OutputDirectory.MANIFEST);
  }

  /** Directs the run to the staging directory, which keeps only the given names. */
  void open(Set<String> kept) throws IOException {
    place.files().mkdirs(place.path());
    for (FileStatus child : place.files().listStatus(place.path())) {
      if (!kept.contains(child.getPath().getName())) {
        place.files().delete(child.getPath(), true);
      }
    }
    new ResultFiles(place, names).removeUnfinished();
    open = true;
  }

  /** Directs the run to the output directory. */
  void close() {
    open = false;
  }

  void remove() throws IOException {
    place.files().delete(place.path(), true);
  }

  /**
   * Replaces the older result file by file, because object stores copy a renamed directory. Every
   * step can be repeated after an interruption.
   */
  void publish() throws IOException {
    Manifest next = manifest(OutputDirectory.MANIFEST).orElseThrow();
    delete(OutputDirectory.SUCCESS);
    if (out.child(OutputDirectory.MANIFEST).exists()) {
      delete(ReportFile.NAME); // only here: later, the report may be that of the new result
      place.files().delete(place.child(OLDER).path(), false);
      move(out.child(OutputDirectory.MANIFEST), place.child(OLDER));
    }
    deleteOlder(next);
    List<String> files = new ArrayList<>(next.files().stream().map(FileEntry::path).toList());
    files.add(ReportFile.NAME);
    for (String file : files) {
      if (place.child(file).exists()) {
        delete(file);
        out.files().mkdirs(out.child(file).path().getParent());
        move(place.child(file), out.child(file));
      }
    }
    Optional<DamagedFile> damaged =
        new ManifestCheck(new ResultFiles(out, names)).firstOfWrongSize(next, Set.of());
    if (damaged.isPresent()) {
      DamagedFile file = damaged.get();
      throw new IOException(out.child(file.path()).path() + " " + file.damage());
    }
    move(place.child(OutputDirectory.MANIFEST), out.child(OutputDirectory.MANIFEST));
  }

  /** Deletes files of earlier runs and of the older result that the next result does not have. */
  private void deleteOlder(Manifest next) throws IOException {
    Set<String> kept = topNames(Optional.of(next));
    kept.add(ReportFile.NAME);
    Set<String> older = topNames(manifest(OLDER));
    for (FileStatus child : out.files().listStatus(out.path())) {
      String name = child.getPath().getName();
      boolean obsolete = names.isOfResult(name) || older.contains(name);
      if (obsolete && !name.equals(DIRECTORY) && !kept.contains(name)) {
        delete(name);
      }
    }
    Set<String> files = new HashSet<>();
    next.files().forEach(file -> files.add(file.path()));
    for (String path : new ResultFiles(out, names).sizes().keySet()) {
      boolean obsolete = kept.contains(path.split("/", 2)[0]) && !files.contains(path);
      if (obsolete && !path.equals(ReportFile.NAME)) {
        delete(path);
      }
    }
    for (String name : kept) {
      deleteEmptied(name, files);
    }
  }

  /** Deletes the directories without a file of the next result. */
  private void deleteEmptied(String above, Set<String> files) throws IOException {
    Path directory = out.child(above).path();
    if (!out.files().exists(directory) || out.files().getFileStatus(directory).isFile()) {
      return;
    }
    for (FileStatus child : out.files().listStatus(directory)) {
      String path = above + "/" + child.getPath().getName();
      if (child.isDirectory() && files.stream().noneMatch(file -> file.startsWith(path + "/"))) {
        delete(path);
      } else if (child.isDirectory()) {
        deleteEmptied(path, files);
      }
    }
  }

  /** A manifest in the staging directory. */
  private Optional<Manifest> manifest(String name) throws IOException {
    Location file = place.child(name);
    if (!file.exists()) {
      return Optional.empty();
    }
    try (InputStream in = file.open()) {
      return Optional.of(ManifestJson.read(file.text(), in.readAllBytes()));
    }
  }

  /** The top-level names of the files of a result. */
  private static Set<String> topNames(Optional<Manifest> manifest) {
    Set<String> names = new HashSet<>();
    manifest.ifPresent(
        known -> known.files().forEach(file -> names.add(file.path().split("/", 2)[0])));
    return names;
  }

  private void delete(String name) throws IOException {
    Path path = out.child(name).path();
    if (!out.files().delete(path, true) && out.files().exists(path)) {
      throw new IOException("cannot delete " + path);
    }
  }

  private static void move(Location from, Location to) throws IOException {
    if (!from.files().rename(from.path(), to.path())) {
      throw new IOException("cannot rename " + from.path() + " to " + to.path());
    }
  }
}
