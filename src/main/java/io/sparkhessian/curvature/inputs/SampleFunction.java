package io.sparkhessian.curvature.inputs;

import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import java.io.Serializable;
import java.util.List;

/**
 * A number that is a function of the features of one sample.
 *
 * @param graph with the outputs {@link #VALUE} and {@link #SUM}
 * @param columns the features that it is differentiated by
 * @param title what errors call it
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record SampleFunction(Graph graph, int[] columns, String title) implements Serializable {
  /** The output that holds it, a number a sample. */
  public static final String VALUE = "inputs/value";

  /** Its plain sum over samples: the gradient of that is each sample's own. */
  public static final String SUM = "inputs/sum";

  /** The same by other features. */
  public SampleFunction by(int... others) {
    return new SampleFunction(graph, others.clone(), title);
  }

  /** The graph with the gradient of each sample by its features. */
  public Graph gradient() {
    return Gradient.of(graph, SUM, List.of(Leaf.SampleInput.FEATURES));
  }

  /** d. */
  public int features() {
    return graph.leaf(Leaf.SampleInput.FEATURES).orElseThrow().type().columns();
  }
}
