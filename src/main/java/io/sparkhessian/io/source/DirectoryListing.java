package io.sparkhessian.io.source;

import io.sparkhessian.Failure;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.job.DataSpec;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.execution.datasources.FileIndexOptions;

/**
 * The files and directories below the path of a data source, checked before Spark reads them: Spark
 * would list a whole disk, wait for a pipe, and skip files.
 */
final class DirectoryListing {
  /** Largest number of files and directories of one source; the driver has a record of each. */
  private static final int MOST = 100_000;

  private final DataSpec source;
  private final FileSystem system;
  private final boolean recursive;
  private int seen;

  private DirectoryListing(DataSpec source, FileSystem system) {
    this.source = source;
    this.system = system;
    this.recursive =
        source.options().entrySet().stream()
            .filter(
                option ->
                    option.getKey().equalsIgnoreCase(FileIndexOptions.RECURSIVE_FILE_LOOKUP()))
            .anyMatch(option -> option.getValue().equalsIgnoreCase("true"));
  }

  /**
   * Checks all files below.
   *
   * @param roots the files and directories that match the path of the source
   * @throws Failure of kind input for a file that Spark would skip or that is not regular, and for
   *     too many files
   */
  static void check(DataSpec source, FileSystem system, List<FileStatus> roots) throws IOException {
    DirectoryListing below = new DirectoryListing(source, system);
    for (FileStatus root : roots) {
      below.check(root);
    }
  }

  private void check(FileStatus root) throws IOException {
    Deque<FileStatus> left = new ArrayDeque<>(List.of(root));
    while (!left.isEmpty()) {
      FileStatus next = left.pop();
      if (!next.isDirectory()) {
        Location.requireRegular(system, next.getPath(), next.getPath().toUri().getPath());
        continue;
      }
      for (FileStatus child : children(next)) {
        if (!isSeen(child.getPath())) {
          continue;
        }
        if (child.isDirectory() && !recursive && !namesColumn(child.getPath())) {
          requireNoFile(child);
        } else {
          left.push(child);
        }
      }
    }
  }

  /**
   * Refuses files in a subdirectory: Spark skips them unless the subdirectory names a column or the
   * option recursiveFileLookup is set.
   */
  private void requireNoFile(FileStatus directory) throws IOException {
    Deque<FileStatus> left = new ArrayDeque<>(List.of(directory));
    while (!left.isEmpty()) {
      for (FileStatus child : children(left.pop())) {
        if (child.isDirectory()) {
          left.push(child);
        } else if (isSeen(child.getPath())) {
          throw Failure.input(
              "%s has a file in a subdirectory, %s, which Spark would skip; move it up, delete it, or set data.options: {recursiveFileLookup: true}"
                  .formatted(source.path(), child.getPath().toUri().getPath()));
        }
      }
    }
  }

  private FileStatus[] children(FileStatus directory) throws IOException {
    FileStatus[] children = system.listStatus(directory.getPath());
    seen += children.length;
    if (seen > MOST) {
      throw Failure.input(
          "%s has more than %,d files and directories; name fewer with data.path, or write larger files"
              .formatted(source.path(), MOST));
    }
    return children;
  }

  private static boolean namesColumn(Path directory) {
    return directory.getName().indexOf('=') > 0;
  }

  /** Whether readers take the path for data: its name starts with neither a dot nor _. */
  static boolean isSeen(Path path) {
    return !path.getName().startsWith(".") && !path.getName().startsWith("_");
  }
}
