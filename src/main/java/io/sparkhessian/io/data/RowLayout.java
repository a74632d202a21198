package io.sparkhessian.io.data;

import io.sparkhessian.graph.Columns;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.io.source.DataColumn;
import io.sparkhessian.io.source.DataColumn.Role;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of a sample, in order: features, other rows by name, and the weight.
 *
 * @param features d
 * @param others lengths of the rows between features and weight; the label comes first, the keys
 *     come last
 * @param keys number of keys, each one number
 */
record RowLayout(int features, Map<String, Integer> others, int keys) implements Serializable {
  static RowLayout of(List<DataColumn> columns) {
    Map<String, Integer> others = new LinkedHashMap<>();
    others.put(Leaf.SampleInput.LABEL, 0);
    long features = 0;
    int keys = 0;
    for (DataColumn column : columns) {
      if (column.role() == Role.FEATURE) {
        features += column.numbers();
      } else if (column.role() != Role.WEIGHT) {
        others.merge(column.row(), column.numbers(), Integer::sum);
      }
      keys += column.role() == Role.KEY ? 1 : 0;
    }
    return new RowLayout((int) Math.min(features, Integer.MAX_VALUE), others, keys);
  }

  /** Returns the length of the rows between features and weight. */
  int width() {
    return others.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns what an objective can read, with dense features. */
  Columns columns() {
    Columns columns = Columns.ofFeatures(features);
    for (Map.Entry<String, Integer> row : others.entrySet()) {
      columns = columns.with(row.getKey(), row.getValue());
    }
    return columns.with(Leaf.SampleInput.WEIGHT, 1);
  }
}
