package io.sparkhessian.io.export;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.parameters.ParameterFile;
import io.sparkhessian.io.source.InputPlaces;
import io.sparkhessian.job.JobParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Collection;
import org.apache.hadoop.conf.Configuration;
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

  /**
   * Makes sure that an export into {@code target} takes nothing from what a job reads.
   *
   * @param inputs the absolute places of the job's input: files, directories or patterns of them
   * @throws Failure of kind input when the target is one, or lies in one
   */
  public static void requireNoInput(
      Configuration configuration, Location target, Collection<String> inputs) throws IOException {
    Path place = InputPlaces.real(target);
    for (String input : inputs) {
      if (InputPlaces.of(configuration, input).stream().anyMatch(root -> root.holds(place))) {
        throw Failure.input(
            "%s: is, or lies in, what the job was computed from; name another file"
                .formatted(target.text()));
      }
    }
  }

  /**
   * Makes sure that an export does not take the place of a job file.
   *
   * @throws Failure of kind input when there is one, or nothing that may be replaced
   */
  public static void requireNoJob(Location target) throws IOException {
    requireReplaceable(target.files(), target.path());
    if (!target.files().exists(target.path())) {
      return;
    }
    byte[] start;
    try (InputStream in = target.open()) {
      start = in.readNBytes(JobParser.LARGEST);
    }
    if (JobParser.isJob(new String(start, StandardCharsets.UTF_8))) {
      throw Failure.input("%s: is a job file; name another file".formatted(target.text()));
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
