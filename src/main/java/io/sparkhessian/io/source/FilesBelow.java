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
 * What lies below the path of a data source, looked at before Spark does: it would list a whole
 * disk, wait for a pipe, and pass over files.
 */
final class FilesBelow {
  /** Files and directories of one source: the driver holds a record of each. */
  private static final int MOST = 100_000;

  private final DataSpec source;
  private final FileSystem system;
  private final boolean recursive;
  private int seen;

  private FilesBelow(DataSpec source, FileSystem system) {
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
   * @param roots what the path of the source stands for
   * @throws Failure of kind input for a file that Spark would pass over or that is none, and for
   *     more of them than a data set has
   */
  static void check(DataSpec source, FileSystem system, List<FileStatus> roots) throws IOException {
    FilesBelow below = new FilesBelow(source, system);
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
   * Spark passes over the files in the directories of a directory, unless these name a column or it
   * is asked for them.
   */
  private void requireNoFile(FileStatus directory) throws IOException {
    Deque<FileStatus> left = new ArrayDeque<>(List.of(directory));
    while (!left.isEmpty()) {
      for (FileStatus child : children(left.pop())) {
        if (child.isDirectory()) {
          left.push(child);
        } else if (isSeen(child.getPath())) {
          throw Failure.input(
              "%s has a file in a directory below, %s, which would not be read; move it up, take it away, or set data.options: {recursiveFileLookup: true}"
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
          "%s has more than %,d files and directories below; name fewer with data.path, or write larger files"
              .formatted(source.path(), MOST));
    }
    return children;
  }

  private static boolean namesColumn(Path directory) {
    return directory.getName().indexOf('=') > 0;
  }

  /** What starts with a dot or an underscore is no data to anybody. */
  static boolean isSeen(Path path) {
    return !path.getName().startsWith(".") && !path.getName().startsWith("_");
  }
}
