package io.sparkhessian.quantity.report;

import io.sparkhessian.Failure;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.report.figure.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Parameter matrices of a result, as listed in its manifest.
 *
 * @param layers the matrices, in the order of θ
 * @param penalised whether l2 applies to each matrix
 */
record ResultLayers(List<Layer> layers, List<Boolean> penalised) {

  /** Returns the listed layers; one layer of all parameters if an older manifest lists none. */
  static ResultLayers of(Manifest manifest) {
    int size = Math.toIntExact(manifest.parameters());
    if (!(manifest.plan().get(LayerEntries.KEY) instanceof List<?> entries)) {
      return new ResultLayers(List.of(new Layer("parameters", 1, size, 0)), List.of(true));
    }
    List<Layer> shapes = new ArrayList<>();
    List<Boolean> penalised = new ArrayList<>();
    for (Object entry : entries) {
      if (entry instanceof Map<?, ?> map
          && map.get("name") instanceof String name
          && map.get("rows") instanceof Number rows
          && map.get("columns") instanceof Number columns
          && map.get("penalised") instanceof Boolean under
          && Math.min(rows.intValue(), columns.intValue()) > 0) {
        shapes.add(new Layer(name, rows.intValue(), columns.intValue(), 0));
        penalised.add(under);
      }
    }
    List<Layer> layers = Layer.inOrder(shapes);
    if (layers.size() != entries.size()
        || layers.isEmpty()
        || layers.get(layers.size() - 1).to() != size) {
      throw Failure.input(
          "manifest.json: 'plan.%s' does not add up to %d parameters; run the job again with --overwrite"
              .formatted(LayerEntries.KEY, size));
    }
    return new ResultLayers(layers, penalised);
  }

  /** Returns the contribution of the regulariser to each diagonal entry. */
  double[] ridge(double l2) {
    Layer last = layers.get(layers.size() - 1);
    double[] ridge = new double[last.to()];
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      double own = penalised.get(i) ? l2 : 0;
      Arrays.fill(ridge, layer.from(), layer.to(), own);
    }
    return ridge;
  }
}
