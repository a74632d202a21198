package io.sparkhessian.io.source;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The places of a job's input, with links resolved, which must not be written to. */
public final class InputPlaces {

  /** A file, or a directory with everything below it. */
  public record Root(Path path, boolean isDirectory) {
    public boolean holds(Path place) {
      return above(place) >= 0;
    }

    /** Whether a reader of this directory would take a file at the place for data. */
    private boolean reads(Path place) {
      Path seen = place;
      for (int above = above(place); above > 0; above--, seen = seen.getParent()) {
        if (!DirectoryListing.isSeen(seen)) {
          return false;
        }
      }
      return isDirectory && holds(place);
    }

    /** Returns the number of directories between this one and the place; negative if none. */
    private int above(Path place) {
      int above = 0;
      for (Path each = place; each != null; each = each.getParent(), above++) {
        if (each.equals(path)) {
          return above;
        }
      }
      return -1;
    }
  }

  private InputPlaces() {}

  /**
   * Refuses an output that would become part of the job's data.
   *
   * @param output the directory that the job writes
   * @param data a file, a directory or a pattern
   * @throws Failure of kind input
   */
  public static void requireOutside(Configuration configuration, Location output, String data)
      throws IOException {
    Path place = real(output);
    if (of(configuration, data).stream().anyMatch(root -> root.reads(place))) {
      throw Failure.input(
          "%s: is inside %s and would become part of the data; choose another output"
              .formatted(output.text(), data));
    }
  }

  /** Returns the existing files and directories that a path or pattern matches. */
  public static List<Root> of(Configuration configuration, String input) throws IOException {
    Location place = Location.of(configuration, input);
    FileStatus[] found =
        place.files().exists(place.path())
            ? new FileStatus[] {place.files().getFileStatus(place.path())}
            : place.files().globStatus(place.path());
    return Arrays.stream(found == null ? new FileStatus[0] : found)
        .map(
            each ->
                new Root(
                    real(new Location(input, place.files(), each.getPath())), each.isDirectory()))
        .toList();
  }

  /** Returns the place with links resolved, as far as it exists. */
  public static Path real(Location location) {
    Path whole = location.files().makeQualified(location.path());
    if (!(location.files() instanceof RawLocalFileSystem local)) {
      return whole;
    }
    java.nio.file.Path name = local.pathToFile(whole).toPath().normalize();
    java.nio.file.Path there = name;
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      java.nio.file.Path real = there.toRealPath().resolve(there.relativize(name));
      return local.makeQualified(new Path(null, null, real.toString()));
    } catch (IOException e) { // the place cannot be written either
      return whole;
    }
  }
}
