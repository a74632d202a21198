package io.sparkhessian.distributed.plan;

import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.evaluate.Grouping;
import java.util.LinkedHashMap;
import java.util.Map;

/** Entry {@code plan} of the manifest. */
public final class ManifestPlan {
  /** Key of the number of tile columns per file. */
  public static final String COLUMNS_OF_FILE = "columnsOfFile";

  private ManifestPlan() {}

  /** Returns the keys and values. */
  public static Map<String, Object> of(Plan plan) {
    SamplePlan samples = plan.data();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("chunkSize", Grouping.CHUNK);
    map.put("groupSize", samples.groupSize());
    map.put("groups", samples.groups());
    map.put("samples", samples.partitioned() ? "spread" : "broadcast");
    map.put("axes", plan.axes().toString());
    map.put("tile", plan.tile());
    if (plan.isInStrips()) {
      map.put(COLUMNS_OF_FILE, plan.columnsOfTask());
    }
    map.put("tasks", plan.tasks().size());
    map.put("order", "longest first");
    if (plan.isInBlocks()) {
      map.put("blocks", plan.matrices().stream().map(ManifestPlan::block).toList());
    }
    map.put("flops", plan.flops());
    map.put("flopsByForm", plan.flopsByForm());
    return map;
  }

  private static Map<String, Object> block(DiagonalBlock block) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", block.name());
    map.put("from", (long) block.from());
    map.put("to", (long) block.to());
    return map;
  }
}
