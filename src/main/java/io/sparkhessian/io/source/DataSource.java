package io.sparkhessian.io.source;

import io.sparkhessian.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where samples come from: files that Spark reads, and what their columns mean.
 *
 * @param path a file, a directory or a pattern, on any Hadoop file system
 * @param format csv, parquet, json, orc or libsvm
 * @param labels the columns of labels, in order
 * @param features the columns of features, in order; when empty, all other columns in file order
 * @param weight the column of sample weights; without it every weight is 1
 * @param options for Spark's reader
 */
public record DataSource(
    String path,
    String format,
    List<String> labels,
    List<String> features,
    Optional<String> weight,
    Map<String, String> options) {

  public DataSource {
    labels = List.copyOf(labels);
    features = List.copyOf(features);
    options = Map.copyOf(options);
  }

  /** Returns the failure of a source without data. */
  public Failure noRows() {
    return Failure.input("%s has no rows of data; correct data.path".formatted(path));
  }
}
