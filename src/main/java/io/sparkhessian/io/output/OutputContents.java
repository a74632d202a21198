package io.sparkhessian.io.output;

import io.sparkhessian.io.file.AtomicFile;
import io.sparkhessian.io.file.Location;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;

/** The files and directories at the top of an output directory. */
record OutputContents(Location location, OutputFiles files) {
  /** The entries at the top, without the checksum files of Hadoop's local file system. */
  List<FileStatus> children() throws IOException {
    return Arrays.stream(location.files().listStatus(location.path()))
        .filter(child -> !ResultFiles.isChecksumFile(child.getPath().getName()))
        .toList();
  }

  boolean exists(String relative) throws IOException {
    return location.child(relative).exists();
  }

  void delete(String relative) throws IOException {
    location.files().delete(location.child(relative).path(), true);
  }

  /** The files of the result in this directory. */
  ResultFiles results() {
    return new ResultFiles(location, files);
  }

  /**
   * What the directory holds.
   *
   * @throws io.sparkhessian.Failure of kind input for a manifest that cannot be read
   */
  OutputState state(Ownership ownership) throws IOException {
    List<FileStatus> children;
    try {
      if (!location.files().getFileStatus(location.path()).isDirectory()) {
        return new OutputState.Foreign("is a file, not a directory", true);
      }
      children = children();
    } catch (FileNotFoundException e) {
      return new OutputState.Absent();
    }
    Set<String> names = new HashSet<>();
    children.forEach(child -> names.add(child.getPath().getName()));
    if (names.contains(OutputDirectory.MANIFEST)) {
      return new OutputState.Finished(results().manifest());
    }
    Optional<RunMarks.Numbered> last = ownership.last();
    if (last.isPresent()) {
      return new OutputState.Unfinished(last.get());
    }
    return names.stream()
        .filter(name -> !name.startsWith("_") && !name.startsWith(AtomicFile.PREFIX))
        .sorted()
        .findFirst()
        .<OutputState>map(
            name -> new OutputState.Foreign("holds '" + name + "' but no result of a job", false))
        .orElseGet(OutputState.Absent::new);
  }
}
