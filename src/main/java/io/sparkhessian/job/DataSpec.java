package io.sparkhessian.job;

import io.sparkhessian.Failure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The samples: files that Spark reads, and what their columns mean.
 *
 * @param path a file, a directory or a pattern, on any Hadoop file system
 * @param format of the files
 * @param roles of the columns
 * @param options for Spark's reader
 */
public record DataSpec(
    String path, DataFormat format, ColumnRoles roles, Map<String, String> options) {

  public DataSpec {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** Returns the same files with other columns. */
  public DataSpec with(ColumnRoles others) {
    return new DataSpec(path, format, others, options);
  }

  /** Returns the failure of files without data. */
  public Failure noRows() {
    return Failure.input("%s has no rows of data; correct data.path".formatted(path));
  }
}
