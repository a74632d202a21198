package io.sparkhessian.quantity.report;

import io.sparkhessian.distributed.problem.LoadedJob;
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

  /** Where the names of the features are that go into the first of them. */
  public static final String FEATURES = "features";

  /** Where the digest of the vectors is that a job multiplies or solves for. */
  public static final String VECTORS = "vectorsSha256";

  /** A manifest does not name more. */
  private static final int MOST_FEATURES = 10_000;

  private LayerEntries() {}

  /** What the plan says of a job's model, and its vectors. */
  public static Map<String, Object> of(LoadedJob loaded) {
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put(KEY, of(loaded.problem().graph()));
    List<String> features = loaded.featureNames();
    if (!features.isEmpty() && features.size() <= MOST_FEATURES) {
      entries.put(FEATURES, features);
    }
    loaded.vectors().ifPresent(vectors -> entries.put(VECTORS, vectors.sha256()));
    return entries;
  }

  /** An entry a matrix, in the order of θ. */
  private static List<Map<String, Object>> of(Graph objective) {
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
