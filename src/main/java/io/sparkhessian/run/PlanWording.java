package io.sparkhessian.run;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.distributed.plan.ManifestPlan;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.quantity.report.LayerEntries;
import io.sparkhessian.report.figure.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Entries of the report about the plan of a manifest. */
final class PlanWording {
  private static final int BLOCKS_NAMED = 12;

  private final String tileLabel;

  private PlanWording(String tileLabel) {
    this.tileLabel = tileLabel;
  }

  /**
   * Returns the entries.
   *
   * @param tileLabel label of the entry for {@code tile}
   */
  static List<Entry> of(String tileLabel, Manifest manifest) {
    PlanWording wording = new PlanWording(tileLabel);
    List<Entry> entries = new ArrayList<>();
    manifest.plan().forEach((key, value) -> entries.addAll(wording.entries(key, value)));
    return entries;
  }

  private List<Entry> entries(String key, Object value) {
    return switch (key) {
      case LayerEntries.KEY, LayerEntries.FEATURES -> List.of();
      case "chunkSize" -> entry("Samples per chunk", value);
      case "groupSize" -> entry("Samples per group", value);
      case "groups" -> entry("Groups of samples", value);
      case "samples" ->
          entry(
              "Sample placement",
              value.equals("broadcast") ? "broadcast" : "partitioned over the executors");
      case "axes" -> entry("Work is split by", value);
      case "tile" -> entry(tileLabel, value);
      case ManifestPlan.COLUMNS_OF_FILE -> entry("Tile columns per file", value);
      case "tasks" -> entry("Tasks", value);
      case "order" -> entry("Task order", value);
      case "blocks" -> entry("Blocks", value instanceof List<?> all ? names(all) : value);
      case "flops" -> entry("Operations", flops(value));
      case "flopsByForm" ->
          value instanceof Map<?, ?> forms
              ? forms.entrySet().stream()
                  .map(form -> new Entry("Operations: " + form.getKey(), flops(form.getValue())))
                  .toList()
              : List.of();
      default -> ReportWording.entries(key, value);
    };
  }

  private static List<Entry> entry(String name, Object value) {
    boolean whole = value instanceof Integer || value instanceof Long;
    return List.of(
        new Entry(name, whole ? Amounts.count(((Number) value).longValue()) : value.toString()));
  }

  private static String flops(Object value) {
    return value instanceof Number number ? Amounts.flops(number.doubleValue()) : value.toString();
  }

  private static String names(List<?> blocks) {
    String first =
        blocks.stream()
            .limit(BLOCKS_NAMED)
            .map(block -> block instanceof Map<?, ?> map ? "" + map.get("name") : "" + block)
            .collect(Collectors.joining(", "));
    return blocks.size() > BLOCKS_NAMED
        ? "%s and %d more".formatted(first, blocks.size() - BLOCKS_NAMED)
        : first;
  }
}
