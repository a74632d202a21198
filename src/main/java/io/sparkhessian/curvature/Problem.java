package io.sparkhessian.curvature;

import io.sparkhessian.Failure;
import io.sparkhessian.autodiff.GaussNewton;
import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.TypeException;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.ObjectiveMistake;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * An objective F at a point θ, with its gradient, but without samples. Every quantity is computed
 * from a problem.
 */
public final class Problem implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Graph objective;
  private final Graph graph;
  private final ParameterLayout layout;
  private final double[] parameters;
  private final double totalWeight;

  /** Names of the N parameters; empty for positional names. */
  private final List<String> names;

  /**
   * @param objective a graph of {@link ObjectiveGraph}
   * @param parameters θ, of length N
   * @param totalWeight Σ w over all samples
   */
  public Problem(Graph objective, double[] parameters, double totalWeight) {
    this.objective = objective;
    this.layout = ParameterLayout.of(objective);
    this.graph = gradient(objective, layout);
    this.parameters = parameters.clone();
    this.totalWeight = totalWeight;
    this.names = List.of();
    if (parameters.length != layout.size()) {
      throw Failure.input(
          "%d parameters given, but the objective has %d; give %2$d parameters"
              .formatted(parameters.length, layout.size()));
    }
    if (!(totalWeight > 0) && objective.leaf(Leaf.TotalWeight.NAME).isPresent()) {
      throw Failure.input(
          "samples: the total weight is %s, so there is no mean; give at least one sample a positive weight"
              .formatted(totalWeight));
    }
  }

  private static Graph gradient(Graph objective, ParameterLayout layout) {
    try {
      return Gradient.of(objective, ObjectiveGraph.OBJECTIVE, layout.blockNames());
    } catch (TypeException e) {
      throw ObjectiveMistake.in(e);
    }
  }

  /**
   * The objective's Gauss-Newton matrix.
   *
   * @throws Failure if the objective has none
   */
  GaussNewton gaussNewton() {
    return model("the Gauss-Newton matrix");
  }

  /**
   * The model's output z and the loss as a function of z, i.e. the Gauss-Newton matrix.
   *
   * @param need name of the quantity that needs the model, for errors
   * @throws Failure if the objective does not declare z, or the loss is not a function of z
   */
  GaussNewton model(String need) {
    return approximation(
        GaussNewton::of,
        ObjectiveGraph.MODEL,
        "objective: %s needs the model's output, which the objective does not declare; call GraphBuilder.output in the define method"
            .formatted(need));
  }

  /**
   * The objective's empirical Fisher matrix.
   *
   * @throws Failure if the objective has none
   */
  GaussNewton empiricalFisher() {
    return approximation(
        GaussNewton::empiricalFisher,
        ObjectiveGraph.LOSS,
        "objective: the empirical Fisher matrix needs one loss per sample, but the objective is one"
            + " number; return one number per sample from the define method");
  }

  private interface Approximation {
    GaussNewton of(Graph objective, String scalar, String output);
  }

  private GaussNewton approximation(Approximation approximation, String output, String refusal) {
    if (!objective.outputs().containsKey(output)) {
      throw Failure.input(refusal);
    }
    try {
      return approximation.of(objective, ObjectiveGraph.OBJECTIVE, output);
    } catch (TypeException e) {
      throw ObjectiveMistake.in(e);
    }
  }

  private Problem(Problem other, double[] parameters, List<String> names) {
    this.objective = other.objective;
    this.graph = other.graph;
    this.layout = other.layout;
    this.parameters = parameters;
    this.totalWeight = other.totalWeight;
    this.names = names;
  }

  /** The problem at θ + step · direction. */
  public Problem moved(double step, double[] direction) {
    double[] moved = parameters.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += step * direction[i];
    }
    return new Problem(this, moved, names);
  }

  /** The problem with names of the N parameters for errors, as in parameters.csv. */
  public Problem named(List<String> elements) {
    if (elements.size() != layout.size()) {
      throw new IllegalArgumentException(
          "%d names for %d parameters".formatted(elements.size(), layout.size()));
    }
    boolean byPlace = elements.equals(layout.elementNames());
    return new Problem(this, parameters, byPlace ? List.of() : List.copyOf(elements));
  }

  /** Name of θ[index]. */
  String elementName(int index) {
    return names.isEmpty() ? layout.elementName(index) : names.get(index);
  }

  /** Name of θ[index], with its parameter matrix unless the name begins with it. */
  String placedName(int index) {
    String name = elementName(index);
    String block = layout.blockAt(index).name();
    return name.startsWith(block) ? name : name + " of " + block;
  }

  /** F without derivatives. */
  public Graph objective() {
    return objective;
  }

  /** F with the output {@link Gradient#name} of each parameter. */
  public Graph graph() {
    return graph;
  }

  public ParameterLayout layout() {
    return layout;
  }

  /** A copy of θ. */
  public double[] parameters() {
    return parameters.clone();
  }

  /** An evaluator at θ of a graph derived from {@link #graph}. */
  Evaluator evaluator(Graph derived, DenseKernels dense) {
    return evaluator(derived, dense, 0);
  }

  /** An evaluator at θ with a cache of {@code cacheBytes} bytes for the values of chunks. */
  Evaluator evaluator(Graph derived, DenseKernels dense, long cacheBytes) {
    DMatrixRMaj vector = DMatrixRMaj.wrap(1, parameters.length, parameters);
    Map<String, DMatrixRMaj> values = new HashMap<>(layout.split(vector));
    for (String name : layout.blockNames()) {
      values.put(LinearSites.free(name), values.get(name));
    }
    return new Evaluator(derived, dense, values, totalWeight, cacheBytes);
  }
}
