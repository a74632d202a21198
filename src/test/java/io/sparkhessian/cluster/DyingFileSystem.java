package io.sparkhessian.cluster;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The local file system of an executor, which kills the process: either once, when a block row has
 * become durable but before the executor reports it (the writer then deletes the temporary name),
 * or every time a given block row is started.
 */
public final class DyingFileSystem extends RawLocalFileSystem {
  /** Setting with the path of a file that lists the started block rows. */
  static final String BEGUN = "faults.begun";

  /** Setting with the block row after which the executor dies once. */
  static final String LAST = "faults.last";

  /** Setting with the block row that kills every executor before it is written. */
  static final String NEVER = "faults.never";

  private static final String ROW = "block-row-";

  @Override
  public FSDataOutputStream create(Path file, boolean overwrite) throws IOException {
    int row = file.getName().indexOf(ROW);
    if (row > 0 && file.getName().endsWith(getConf().get(NEVER, "/"))) {
      Runtime.getRuntime().halt(134);
    }
    if (row > 0) {
      String line = file.getName().substring(row) + "\n";
      Files.writeString(begun(), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
    return super.create(file, overwrite);
  }

  @Override
  public boolean delete(Path file, boolean recursive) throws IOException {
    String last = getConf().get(LAST, "");
    if (file.getName().endsWith("-" + last) && exists(new Path(file.getParent(), last))) {
      try {
        Files.createFile(begun().resolveSibling(begun().getFileName() + "-died"));
        Runtime.getRuntime().halt(137);
      } catch (FileAlreadyExistsException e) {
        return super.delete(file, recursive);
      }
    }
    return super.delete(file, recursive);
  }

  private java.nio.file.Path begun() {
    return java.nio.file.Path.of(getConf().get(BEGUN));
  }
}
