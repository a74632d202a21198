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

/** Checks of the file that an export creates or replaces. */
public final class ExportTarget {
  private ExportTarget() {}

  /**
   * Requires that the target is not part of a result.
   *
   * @param own the only location in the result's own directory that is allowed
   * @throws Failure of kind input if the target is inside a result and is not {@code own}
   */
  public static void requireOutsideResults(Location target, Location own) throws IOException {
    if (target.absolute().equals(own.absolute())) {
      return;
    }
    Path directory = target.files().makeQualified(target.path()).getParent();
    for (; directory != null; directory = directory.getParent()) {
      if (holdsResult(target.files(), directory)) {
        throw Failure.input(
            "%s: is inside a result; name a file outside of it, or %s"
                .formatted(target.text(), own.text()));
      }
    }
  }

  /**
   * Requires that the target is not part of an input of the job.
   *
   * @param inputs absolute locations of the job's inputs: files, directories or patterns
   * @throws Failure of kind input if the target is an input or inside one
   */
  public static void requireNoInput(
      Configuration configuration, Location target, Collection<String> inputs) throws IOException {
    Path place = InputPlaces.real(target);
    for (String input : inputs) {
      if (InputPlaces.of(configuration, input).stream().anyMatch(root -> root.holds(place))) {
        throw Failure.input(
            "%s: is an input of the job, or inside one; name another file"
                .formatted(target.text()));
      }
    }
  }

  /**
   * Requires that the target does not exist or is a regular file other than a job file.
   *
   * @throws Failure of kind input for any other target
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
    } catch (IOException e) { // an unreadable directory cannot be written either
      return false;
    }
  }

  /**
   * Requires that the target does not exist or is a regular file.
   *
   * @throws Failure of kind input for a directory, a device, a pipe or a link
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

  /** Whether a file is regular; Hadoop reports local devices as files. */
  private static boolean isRegular(FileSystem files, Path target) {
    return files instanceof RawLocalFileSystem local
        ? Files.isRegularFile(local.pathToFile(target).toPath(), LinkOption.NOFOLLOW_LINKS)
        : true;
  }
}
