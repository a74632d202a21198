package io.sparkhessian.io;

import io.sparkhessian.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The file that an export may create or replace: nobody's device, and no part of a result. */
public final class ExportTarget {
  private ExportTarget() {}

  /**
   * Makes sure that an export into {@code target} takes nothing from a result.
   *
   * @param own the one place in the result's own directory where the export belongs
   * @throws Failure of kind input when the target lies in a result and is not {@code own}
   */
  public static void requireOutsideResults(Location target, Location own) throws IOException {
    if (target.absolute().equals(own.absolute())) {
      return;
    }
    Path directory = target.files().makeQualified(target.path()).getParent();
    for (; directory != null; directory = directory.getParent()) {
      if (holdsResult(target.files(), directory)) {
        throw Failure.input(
            "%s: lies in a result; name a file outside of it, or %s"
                .formatted(target.text(), own.text()));
      }
    }
  }

  private static boolean holdsResult(FileSystem files, Path directory) {
    try {
      return files.exists(new Path(directory, OutputDirectory.MANIFEST))
          && files.exists(new Path(directory, ParameterFile.NAME));
    } catch (IOException e) { // what cannot be looked at cannot be written either
      return false;
    }
  }

  /**
   * Makes sure that a file may take the place of what is there.
   *
   * @throws Failure of kind input when that is a directory, a device, a pipe or a link
   */
  static void requireReplaceable(FileSystem files, Path target) throws IOException {
    if (!files.exists(target)) {
      return;
    }
    if (files.getFileStatus(target).isDirectory()) {
      throw Failure.input(target + ": is a directory; name a file");
    }
    if (!isRegular(files, target)) {
      throw Failure.input(target + ": is a device, a pipe or a link; name a regular file");
    }
  }

  /** Hadoop calls a local device a file. */
  private static boolean isRegular(FileSystem files, Path target) {
    return files instanceof RawLocalFileSystem local
        ? Files.isRegularFile(local.pathToFile(target).toPath(), LinkOption.NOFOLLOW_LINKS)
        : true;
  }
}
