package io.sparkhessian.io.data;

import java.util.List;

/**
 * Samples with the names of their columns.
 *
 * @param featureNames d names; one element of a vector column is {@code column[index]}
 * @param labelNames m names
 * @param expanded whether the features came as vectors that need no zeros, and were given them
 *     because the use of the samples asks for that
 */
public record DataTable(
    SampleData data, List<String> featureNames, List<String> labelNames, boolean expanded) {
  DataTable(SampleData data, List<String> featureNames, List<String> labelNames) {
    this(data, featureNames, labelNames, false);
  }

  DataTable withExpanded(boolean all) {
    return new DataTable(data, featureNames, labelNames, all);
  }
}
