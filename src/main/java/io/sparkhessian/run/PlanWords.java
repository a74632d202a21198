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

/** The plan of a manifest in words. */
final class PlanWords {
  private static final int BLOCKS_NAMED = 12;

  private final String edge;

  private PlanWords(String edge) {
    this.edge = edge;
  }

  /**
   * Returns the entries.
   *
   * @param edge the label of {@code tile}
   */
  static List<Entry> of(String edge, Manifest manifest) {
    PlanWords words = new PlanWords(edge);
    List<Entry> entries = new ArrayList<>();
    manifest.plan().forEach((key, value) -> entries.addAll(words.entries(key, value)));
    return entries;
  }

  private List<Entry> entries(String key, Object value) {
    return switch (key) {
      case LayerEntries.KEY, LayerEntries.FEATURES -> List.of();
      case "chunkSize" -> entry("Samples in a chunk", value);
      case "groupSize" -> entry("Samples in a group", value);
      case "groups" -> entry("Groups of samples", value);
      case "samples" ->
          entry(
              "The samples are",
              value.equals("broadcast") ? "at every executor" : "spread over the executors");
      case "axes" -> entry("Cut along", value);
      case "tile" -> entry(edge, value);
      case ManifestPlan.COLUMNS_OF_FILE -> entry("Columns of tiles in a file", value);
      case "tasks" -> entry("Tasks", value);
      case "order" -> entry("Order of the tasks", value);
      case "blocks" -> entry("Blocks", value instanceof List<?> all ? names(all) : value);
      case "flops" -> entry("Operations", flops(value));
      case "flopsByForm" ->
          value instanceof Map<?, ?> forms
              ? forms.entrySet().stream()
                  .map(form -> new Entry("of these, " + form.getKey(), flops(form.getValue())))
                  .toList()
              : List.of();
      default -> ReportWords.entries(key, value);
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
