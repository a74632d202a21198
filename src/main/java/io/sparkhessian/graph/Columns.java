package io.sparkhessian.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers of a sample that an objective can read: rows by their names.
 *
 * @param widths the length of each row; {@link Leaf.SampleInput} has the names of the common ones
 * @param nonzeros average number of features that are not zero, where the features are sparse; else
 *     0
 */
public record Columns(Map<String, Integer> widths, int nonzeros) {
  /** No data. */
  public static final Columns NONE = new Columns(Map.of(), 0);

  public Columns {
    widths = Collections.unmodifiableMap(new LinkedHashMap<>(widths));
  }

  /** Returns the name of the row of a data column that the objective reads by its name. */
  public static String column(String name) {
    return "column " + name;
  }

  /** Returns the name of the row that holds the code of a key, such as a cluster. */
  public static String key(String name) {
    return "key " + name;
  }

  /** Returns a row of dense features alone. */
  public static Columns ofFeatures(int count) {
    return NONE.with(Leaf.SampleInput.FEATURES, count);
  }

  /** Returns these columns with one more row. */
  public Columns with(String name, int width) {
    Map<String, Integer> more = new LinkedHashMap<>(widths);
    more.put(name, width);
    return new Columns(more, nonzeros);
  }

  /** Returns these columns with sparse features, or with dense ones for 0. */
  public Columns withNonzeros(int average) {
    return new Columns(widths, average);
  }

  /** Returns the length of a row; 0 where it does not exist. */
  public int width(String name) {
    return widths.getOrDefault(name, 0);
  }

  /** Returns the number of features. */
  public int features() {
    return width(Leaf.SampleInput.FEATURES);
  }
}
