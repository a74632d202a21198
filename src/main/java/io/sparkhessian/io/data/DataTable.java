package io.sparkhessian.io.data;

import java.util.List;
import java.util.Map;

/**
 * Samples with the names of their columns.
 *
 * @param featureNames names of the d features; an element of a vector column is {@code
 *     column[index]}
 * @param labelNames names of the m labels
 * @param keys distinct values of each key column, by code
 * @param expanded whether features from sparse vectors are dense because the objective needs dense
 *     features
 */
public record DataTable(
    SampleData data,
    List<String> featureNames,
    List<String> labelNames,
    Map<String, List<String>> keys,
    boolean expanded) {}
