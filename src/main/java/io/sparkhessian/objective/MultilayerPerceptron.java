package io.sparkhessian.objective;

import io.sparkhessian.Failure;
import io.sparkhessian.graph.Columns;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import java.util.List;

/**
 * A network of fully connected layers. The offset of a sample, if the data have one, is added to
 * the last layer. The parameters are, layer by layer, the weight (outputs × inputs), then the bias.
 *
 * @param layers widths, inputs first
 * @param activation function between the layers; none follows the last layer
 */
public record MultilayerPerceptron(
    List<Integer> layers, Activation activation, Loss loss, boolean intercept)
    implements Objective {

  @Override
  public Node define(GraphBuilder g, int features) {
    return define(g, Columns.ofFeatures(features));
  }

  @Override
  public Node define(GraphBuilder g, Columns columns) {
    int features = columns.features();
    if (features != layers.get(0)) {
      throw Failure.input(
          "objective.layers: the first layer takes %d inputs, the data have %d features; make them equal"
              .formatted(layers.get(0), features));
    }
    Node x = g.features(features);
    for (int layer = 1; layer < layers.size(); layer++) {
      x = layer == 1 ? x : activation.apply(g, x);
      x = linear(g, x, "layer" + layer, layers.get(layer));
    }
    return loss.apply(g, x, columns);
  }

  private Node linear(GraphBuilder g, Node x, String name, int outputs) {
    Node weight = g.parameter(name + ".weight", outputs, x.type().columns());
    Node z = g.matMulTransposed(x, weight);
    return intercept ? g.add(z, g.intercept(name + ".bias", outputs)) : z;
  }

  @Override
  public LabelRule labels() {
    return loss.labels(layers.get(layers.size() - 1));
  }
}
