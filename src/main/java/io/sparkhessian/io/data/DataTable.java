package io.sparkhessian.io.data;

import java.util.List;
import java.util.Map;

/**
 * Samples with the names of their columns.
 *
 * @param featureNames d names; an element of a vector column is {@code column[index]}
 * @param labelNames m names
 * @param keys the values of each key column by their codes
 * @param expanded whether the features came as vectors that may be sparse, and are dense because
 *     the use of the samples asks for that
 */
public record DataTable(
    SampleData data,
    List<String> featureNames,
    List<String> labelNames,
    Map<String, List<String>> keys,
    boolean expanded) {}
