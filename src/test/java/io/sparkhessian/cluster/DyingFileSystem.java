package io.sparkhessian.cluster;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The local disk of an executor that ends, once, when a block row of its has just become durable,
 * and so before it can say so: then the writer takes away the name under which it wrote the row.
 * Or, each time, when a block row is begun.
 */
public final class DyingFileSystem extends RawLocalFileSystem {
  /** The setting that names a file which gets a line for each block row that is begun. */
  static final String BEGUN = "faults.begun";

  /** The setting that says which block row is the last. */
  static final String LAST = "faults.last";

  /** The setting that names a block row of which every executor dies before it is written. */
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
