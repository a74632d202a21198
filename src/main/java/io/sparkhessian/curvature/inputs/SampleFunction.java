package io.sparkhessian.curvature.inputs;

import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import java.io.Serializable;
import java.util.List;

/**
 * A scalar function of the features of one sample.
 *
 * @param graph with the outputs {@link #VALUE} and {@link #SUM}
 * @param columns the features to differentiate with respect to
 * @param title name in errors
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record SampleFunction(Graph graph, int[] columns, String title) implements Serializable {
  /** Name of the output with the value, one number per sample. */
  public static final String VALUE = "inputs/value";

  /**
   * Name of the output with the unweighted sum over the samples, whose gradient holds each sample's
   * own gradient.
   */
  public static final String SUM = "inputs/sum";

  /** The function, to differentiate with respect to other features. */
  public SampleFunction by(int... others) {
    return new SampleFunction(graph, others.clone(), title);
  }

  /** The graph with each sample's gradient with respect to its features. */
  public Graph gradient() {
    return Gradient.of(graph, SUM, List.of(Leaf.SampleInput.FEATURES));
  }

  /** Number of features, d. */
  public int features() {
    return graph.leaf(Leaf.SampleInput.FEATURES).orElseThrow().type().columns();
  }
}
