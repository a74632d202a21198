package io.sparkhessian.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
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

  /** Puts the result in the place of the older one; every step may be the second time. */
  void publish() throws IOException {
    Set<String> names = names(place.child(OutputDirectory.MANIFEST));
    delete(OutputDirectory.SUCCESS);
    if (exists(out.child(OutputDirectory.MANIFEST))) {
      place.files().delete(place.child(OLDER).path(), false);
      move(out.child(OutputDirectory.MANIFEST), place.child(OLDER));
    }
    Set<String> older = names(place.child(OLDER));
    for (FileStatus child : out.files().listStatus(out.path())) {
      String name = child.getPath().getName();
      boolean gone = OutputStarter.isOwn(name) || older.contains(name);
      if (gone && !name.equals(DIRECTORY) && !names.contains(name)) {
        delete(name);
      }
    }
    for (String name : names) {
      if (exists(place.child(name))) {
        delete(name);
        move(place.child(name), out.child(name));
      } else if (!exists(out.child(name))) {
        throw new IOException(place.child(name).path() + " is missing");
      }
    }
    move(place.child(OutputDirectory.MANIFEST), out.child(OutputDirectory.MANIFEST));
  }

  /** What lies at the top of a result. */
  private static Set<String> names(Location manifest) throws IOException {
    Set<String> names = new HashSet<>();
    if (exists(manifest)) {
      try (InputStream in = manifest.open()) {
        ManifestJson.read(manifest.text(), in.readAllBytes())
            .files()
            .forEach(file -> names.add(file.path().split("/", 2)[0]));
      }
    }
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
