package io.sparkhessian.report.heatmap;

import io.sparkhessian.report.figure.FigureData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The template variables of a heatmap. */
public final class HeatmapModel {
  private HeatmapModel() {}

  public static Map<String, Object> of(Heatmap heatmap) {
    List<Map<String, Object>> grids = new ArrayList<>();
    grids.add(grid("whole", heatmap.whole(), true));
    for (Heatmap.Block block : heatmap.blocks()) {
      grids.add(grid(block.rowLayer() + "-" + block.columnLayer(), block.grid(), false));
    }
    return Map.of(
        "words", heatmap.words(),
        "layers", FigureData.layers(heatmap.layers()),
        "names", FigureData.names(heatmap.names()),
        "zooms", heatmap.layers().size() > 1,
        "grids", grids);
  }

  private static Map<String, Object> grid(String name, Grid grid, boolean upperTriangle) {
    PackedGrid packed = PackedGrid.of(grid, upperTriangle);
    return Map.of(
        "name", name,
        "low", Double.toString(packed.low()),
        "step", Double.toString(packed.step()),
        "rows", joined(grid.rowEdges()),
        "columns", upperTriangle ? "" : joined(grid.columnEdges()),
        "packed", packed.base64());
  }

  private static String joined(int[] edges) {
    return Arrays.stream(edges).mapToObj(Integer::toString).collect(Collectors.joining(" "));
  }
}
