package io.sparkhessian.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the samples lie and what their columns mean.
 *
 * @param path a path or Hadoop URI, as the file gives it
 * @param format how Spark reads it
 * @param labels the label columns; empty only for a class objective
 * @param features the feature columns in order; empty for all other columns in the file's order
 * @param weight the column of the sample weights
 * @param options what is passed to Spark's reader
 */
public record DataSpec(
    String path,
    DataFormat format,
    List<String> labels,
    List<String> features,
    Optional<String> weight,
    Map<String, String> options) {

  public DataSpec {
    labels = List.copyOf(labels);
    features = List.copyOf(features);
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }
}
