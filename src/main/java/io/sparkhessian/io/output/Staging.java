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
 * Where a run writes while an older result stands, and how its result takes the place of that. It
 * does so from its manifest on, and whoever finds that here brings to an end what was stopped.
 */
final class Staging {
  static final String DIRECTORY = "_next";

  /** The manifest of the older result, once that is none any more. */
  private static final String OLDER = "_older.json";

  private final Location out;
  private final Location place;

  Staging(Location out) {
    this.out = out;
    this.place = out.child(DIRECTORY);
  }

  Location place() {
    return place;
  }

  boolean exists() throws IOException {
    return place.files().exists(place.path());
  }

  /** Whether a whole result lies here. */
  boolean isReady() throws IOException {
    return exists(place.child(OutputDirectory.MANIFEST));
  }

  /** Whether what lies here has a manifest that nobody can read; no run of ours leaves that. */
  boolean isBroken() throws IOException {
    try {
      requireReadable();
      return false;
    } catch (Failure broken) {
      return true;
    }
  }

  /**
   * Reads the manifest that lies here.
   *
   * @throws Failure of kind input that says what is wrong with it
   */
  void requireReadable() throws IOException {
    manifest(OutputDirectory.MANIFEST);
  }

  /** Makes the place, and removes from it all but what is kept. */
  void prepare(Set<String> kept) throws IOException {
    place.files().mkdirs(place.path());
    for (FileStatus child : place.files().listStatus(place.path())) {
      if (!kept.contains(child.getPath().getName())) {
        place.files().delete(child.getPath(), true);
      }
    }
    new ResultFiles(place).removeUnfinished();
  }

  void remove() throws IOException {
    place.files().delete(place.path(), true);
  }

  /**
   * Puts the result in the place of the older one, file by file, since an object store copies a
   * directory that it renames; every step may be the second time.
   */
  void publish() throws IOException {
    Manifest next = manifest(OutputDirectory.MANIFEST).orElseThrow();
    delete(OutputDirectory.SUCCESS);
    if (exists(out.child(OutputDirectory.MANIFEST))) {
      delete(ReportFile.NAME); // now alone: from here on it may be the next result's
      place.files().delete(place.child(OLDER).path(), false);
      move(out.child(OutputDirectory.MANIFEST), place.child(OLDER));
    }
    deleteOlder(next);
    List<String> files = new ArrayList<>(next.files().stream().map(FileEntry::path).toList());
    files.add(ReportFile.NAME);
    for (String file : files) {
      if (exists(place.child(file))) {
        delete(file);
        out.files().mkdirs(out.child(file).path().getParent());
        move(place.child(file), out.child(file));
      }
    }
    Optional<DamagedFile> damaged = new ResultFiles(out).firstResized(next, Set.of());
    if (damaged.isPresent()) {
      DamagedFile file = damaged.get();
      throw new IOException(out.child(file.path()).path() + " " + file.damage());
    }
    move(place.child(OutputDirectory.MANIFEST), out.child(OutputDirectory.MANIFEST));
  }

  /** What a run or the older result has left and the next one has not. */
  private void deleteOlder(Manifest next) throws IOException {
    Set<String> names = names(Optional.of(next));
    names.add(ReportFile.NAME);
    Set<String> older = names(manifest(OLDER));
    for (FileStatus child : out.files().listStatus(out.path())) {
      String name = child.getPath().getName();
      boolean gone = OwnNames.isOwn(name) || older.contains(name);
      if (gone && !name.equals(DIRECTORY) && !names.contains(name)) {
        delete(name);
      }
    }
    Set<String> files = new HashSet<>();
    next.files().forEach(file -> files.add(file.path()));
    for (String path : new ResultFiles(out).sizes().keySet()) {
      boolean inPlace = names.contains(path.split("/", 2)[0]) && !files.contains(path);
      if (inPlace && !path.equals(ReportFile.NAME)) {
        delete(path);
      }
    }
    for (String name : names) {
      deleteEmptied(name, files);
    }
  }

  /** Removes the directories below one that the next result has no file in. */
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

  /** A manifest that lies here. */
  private Optional<Manifest> manifest(String name) throws IOException {
    Location file = place.child(name);
    if (!exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = file.open()) {
      return Optional.of(ManifestJson.read(file.text(), in.readAllBytes()));
    }
  }

  /** What lies at the top of a result. */
  private static Set<String> names(Optional<Manifest> manifest) {
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

  private static boolean exists(Location file) throws IOException {
    return file.files().exists(file.path());
  }

  private static void move(Location from, Location to) throws IOException {
    if (!from.files().rename(from.path(), to.path())) {
      throw new IOException("cannot rename " + from.path() + " to " + to.path());
    }
  }
}
