package io.sparkhessian.io;

import java.util.List;

/**
 * Samples with the names of their columns.
 *
 * @param featureNames d names; one element of a vector column is {@code column[index]}
 * @param labelNames m names
 */
public record DataTable(SampleData data, List<String> featureNames, List<String> labelNames) {}
