package io.sparkhessian.quantity.report;

import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Entries of a manifest's plan about the model and the vectors. */
public final class LayerEntries {
  /** Key of the parameter matrices. */
  public static final String KEY = "layers";

  /** Key of the feature names. */
  public static final String FEATURES = "features";

  /** Key of the SHA-256 digest of the input vectors. */
  public static final String VECTORS = "vectorsSha256";

  /** Largest number of features that a manifest names. */
  private static final int MAX_FEATURES = 10_000;

  private LayerEntries() {}

  /** Returns the entries about a job's parameter matrices, features and vectors. */
  public static Map<String, Object> of(LoadedJob loaded) {
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put(KEY, of(loaded.problem().graph()));
    List<String> features = loaded.featureNames();
    if (!features.isEmpty() && features.size() <= MAX_FEATURES) {
      entries.put(FEATURES, features);
    }
    loaded.vectors().ifPresent(vectors -> entries.put(VECTORS, vectors.sha256()));
    return entries;
  }

  /** Returns one entry per parameter matrix, in the order of θ. */
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
