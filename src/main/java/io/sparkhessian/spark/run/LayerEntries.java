package io.sparkhessian.spark.run;

import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameter matrices of an objective as a manifest's plan lists them. */
public final class LayerEntries {
  /** Where they are in the plan. */
  public static final String KEY = "layers";

  private LayerEntries() {}

  /** An entry a matrix, in the order of θ. */
  static List<Map<String, Object>> of(Graph objective) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (Leaf.Parameter matrix : objective.parameters()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", matrix.name());
      entry.put("rows", (long) matrix.rows());
      entry.put("columns", (long) matrix.columns());
      entry.put("penalised", matrix.penalised());
      entries.add(entry);
    }
    return entries;
  }
}
