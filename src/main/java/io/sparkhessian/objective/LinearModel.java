package io.sparkhessian.objective;

import io.sparkhessian.graph.Columns;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import java.util.List;

/**
 * A generalised linear model with its canonical link: a loss of z = W x + b, plus the sample's
 * offset if the data have one. The parameters are the coefficients W (outputs × features), then the
 * intercepts b.
 *
 * @param outputs 1, or the number of classes with {@link Loss#CROSS_ENTROPY}
 */
public record LinearModel(Loss loss, int outputs, boolean intercept) implements Objective {
  public static final String COEFFICIENTS = "coefficients";
  public static final String INTERCEPT = "intercept";

  @Override
  public Node define(GraphBuilder g, int features) {
    return define(g, Columns.ofFeatures(features));
  }

  @Override
  public Node define(GraphBuilder g, Columns columns) {
    int features = columns.features();
    Node coefficients = g.parameter(COEFFICIENTS, outputs, features);
    Node z = g.matMulTransposed(g.features(features), coefficients);
    return loss.apply(g, intercept ? g.add(z, g.intercept(INTERCEPT, outputs)) : z, columns);
  }

  @Override
  public LabelRule labels() {
    return loss.labels(outputs);
  }

  /** Names a coefficient after its feature and, with several classes, its class. */
  @Override
  public String elementName(Leaf.Parameter matrix, int row, int column, List<String> features) {
    boolean coefficient = matrix.name().equals(COEFFICIENTS);
    String name = coefficient ? features.get(column) : INTERCEPT;
    return outputs == 1 ? name : "%s[%d]".formatted(name, coefficient ? row : column);
  }
}
