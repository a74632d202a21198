package io.sparkhessian.job;

import java.util.List;
import java.util.Optional;

/**
 * The columns that are read from the data, by what they are used for.
 *
 * @param features in order; without a list, all columns without another role, in file order
 * @param labels in order; empty where the objective has no labels
 * @param offsets one for each output of the model, or none
 * @param columns that the objective reads by their names
 * @param keys of strings or whole numbers, such as clusters; each distinct value gets a code
 * @param weight of the samples; without it every weight is 1
 */
public record ColumnRoles(
    Optional<List<String>> features,
    List<String> labels,
    List<String> offsets,
    List<String> columns,
    List<String> keys,
    Optional<String> weight) {

  public ColumnRoles {
    features = features.map(List::copyOf);
    labels = List.copyOf(labels);
    offsets = List.copyOf(offsets);
    columns = List.copyOf(columns);
    keys = List.copyOf(keys);
  }

  /**
   * Returns the roles of labels, features and a weight.
   *
   * @param features all other columns when empty
   */
  public static ColumnRoles of(
      List<String> labels, List<String> features, Optional<String> weight) {
    return new ColumnRoles(
        Optional.of(features).filter(names -> !names.isEmpty()),
        labels,
        List.of(),
        List.of(),
        List.of(),
        weight);
  }

  public ColumnRoles withOffsets(List<String> names) {
    return new ColumnRoles(features, labels, names, columns, keys, weight);
  }

  public ColumnRoles withKeys(List<String> names) {
    return new ColumnRoles(features, labels, offsets, columns, names, weight);
  }

  /** Returns the roles with columns that the objective reads by name in place of features. */
  public ColumnRoles withColumns(List<String> names) {
    return new ColumnRoles(Optional.of(List.of()), labels, offsets, names, keys, weight);
  }
}
