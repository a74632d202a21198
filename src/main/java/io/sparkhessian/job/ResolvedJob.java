package io.sparkhessian.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sparkhessian.Sha256;
import io.sparkhessian.job.yaml.Choice;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Conversion of a job to plain values in the keys of a job file, with every default. */
final class ResolvedJob {
  /**
   * Keys outside the fingerprint: no number depends on them, or their content is fingerprinted
   * separately. All other keys are part of it, so that a new key cannot be forgotten.
   */
  static final Set<String> NOT_FINGERPRINTED =
      Set.of("name", "objective", "parameters", "data", "vectors", "export", "output");

  /** Writer with sorted keys and with digits that do not depend on the Java version. */
  private static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  private ResolvedJob() {}

  static Map<String, Object> map(Job job) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", job.name());
    map.put("objective", objective(job.objective()));
    job.parameters().ifPresent(file -> map.put("parameters", file));
    job.data().ifPresent(data -> map.put("data", data(data)));
    map.put("reduction", Choice.name(job.reduction()));
    map.put("l2", job.l2());
    if (job.quantity().byInputs()) {
      map.put("wrt", Choice.name(Wrt.INPUTS));
    }
    map.put("compute", job.quantity().word());
    map.putAll(job.quantity().resolved());
    job.tile().ifPresent(tile -> map.put("tile", (long) tile));
    map.put("export", job.export().stream().map(Choice::name).toList());
    map.put("output", job.output());
    return map;
  }

  static String fingerprint(Job job) {
    Map<String, Object> map = map(job);
    map.keySet().removeAll(NOT_FINGERPRINTED);
    if (!job.quantity().isTiled()) {
      map.remove("tile"); // no tiles in the result
    }
    try {
      byte[] canonical = CANONICAL.writeValueAsBytes(map);
      return Sha256.hex(canonical);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> objective(ObjectiveSpec objective) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(ObjectiveChoice.TYPE, objective.word());
    map.putAll(objective.resolved());
    return map;
  }

  private static Map<String, Object> data(DataSpec data) {
    Map<String, Object> map = new LinkedHashMap<>();
    ColumnRoles roles = data.roles();
    map.put("path", data.path());
    map.put("format", data.format().word());
    putIfAny(map, "label", roles.labels());
    roles.features().ifPresent(features -> map.put("features", features));
    putIfAny(map, "offset", roles.offsets());
    roles.weight().ifPresent(weight -> map.put("weight", weight));
    if (!data.options().isEmpty()) {
      map.put("options", data.options());
    }
    return map;
  }

  private static void putIfAny(Map<String, Object> map, String key, Collection<?> values) {
    if (!values.isEmpty()) {
      map.put(key, values);
    }
  }
}
