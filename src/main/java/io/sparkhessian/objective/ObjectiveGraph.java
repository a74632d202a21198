package io.sparkhessian.objective;

import io.sparkhessian.Failure;
import io.sparkhessian.graph.Columns;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.TypeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The whole objective F(θ) = reduction of the losses + l2/2 ‖θ‖² as a graph. */
public final class ObjectiveGraph {
  /** Name of the output F. */
  public static final String OBJECTIVE = "objective";

  /** Name of the output ℓ, if the objective has one loss per sample. */
  public static final String LOSS = "loss";

  /** Name of the output z of the model, if the objective names it. */
  public static final String MODEL = "model";

  /** Outputs that are values of a sample, not part of F or its gradient. */
  public static final Set<String> OF_SAMPLES = Set.of(LOSS, MODEL);

  private ObjectiveGraph() {}

  /**
   * Returns the graph of an objective. Every parameter is also an output, so that a parameter
   * without influence keeps its place.
   *
   * @param l2 penalty on all parameters but the intercepts
   */
  public static Graph of(Objective objective, int features, Reduction reduction, double l2) {
    return of(objective, Columns.ofFeatures(features), reduction, l2);
  }

  /** Returns the graph of an objective over data with these columns. */
  public static Graph of(Objective objective, Columns columns, Reduction reduction, double l2) {
    GraphBuilder g = new GraphBuilder(columns.nonzeros());
    try {
      Node defined = define(objective, g, columns);
      Map<String, Node> outputs = new LinkedHashMap<>();
      outputs.put(OBJECTIVE, g.add(reduced(g, defined, reduction), penalty(g, l2)));
      for (Node node : g.parameters()) {
        String name = ((Leaf) node.op()).name();
        if (outputs.put("parameter/" + name, node) != null) {
          throw new TypeException("two leaves have the name '%s'".formatted(name));
        }
      }
      if (defined.type().perSample()) {
        outputs.put(LOSS, defined);
      }
      g.modelOutput().ifPresent(z -> outputs.put(MODEL, z));
      return Graph.of(outputs);
    } catch (TypeException e) {
      throw ObjectiveMistake.in(e);
    }
  }

  private static Node define(Objective objective, GraphBuilder g, Columns columns) {
    try {
      return objective.define(g, columns);
    } catch (Failure | TypeException e) {
      throw e;
    } catch (RuntimeException e) {
      throw ObjectiveMistake.in("define", e);
    }
  }

  private static Node reduced(GraphBuilder g, Node defined, Reduction reduction) {
    if (defined == null) {
      throw new TypeException("it is null, not a node");
    }
    if (defined.type().size() != 1) {
      throw new TypeException(
          "it is %s, not one number or one number per sample".formatted(defined.type()));
    }
    if (!defined.type().perSample()) {
      return defined;
    }
    return reduction == Reduction.MEAN ? g.meanOverSamples(defined) : g.sumOverSamples(defined);
  }

  private static Node penalty(GraphBuilder g, double l2) {
    Node squares = g.constant(0);
    for (Node node : g.parameters()) {
      if (((Leaf.Parameter) node.op()).penalised()) {
        squares = g.add(squares, g.squaredNorm(node));
      }
    }
    return g.multiply(l2 / 2, squares);
  }
}
