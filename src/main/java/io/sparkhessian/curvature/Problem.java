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
 * An objective F at a point θ, with its gradient: what every quantity is computed from. The samples
 * are not part of it.
 */
public final class Problem implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Graph objective;
  private final Graph graph;
  private final ParameterLayout layout;
  private final double[] parameters;
  private final double totalWeight;

  /** What the objective calls its parameters; empty where that is by their places. */
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
          "%d parameters are given, the objective has %d; give as many"
              .formatted(parameters.length, layout.size()));
    }
    if (!(totalWeight > 0) && objective.leaf(Leaf.TotalWeight.NAME).isPresent()) {
      throw Failure.input(
          "samples: the mean over a total weight of %s; give at least one a positive weight"
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
   * The products with its Gauss-Newton matrix.
   *
   * @throws Failure when the objective has none
   */
  GaussNewton gaussNewton() {
    return model("Gauss-Newton");
  }

  /**
   * The model's output z, and the loss as a function of it: the products with its Gauss-Newton
   * matrix.
   *
   * @param need what needs it
   * @throws Failure when the objective does not say what z is, or the loss is no function of it
   */
  GaussNewton model(String need) {
    return approximation(
        GaussNewton::of,
        ObjectiveGraph.MODEL,
        "objective: it does not say what its model's output is, which %s needs; call GraphBuilder.output with it in the define method"
            .formatted(need));
  }

  /**
   * The products with its empirical Fisher matrix.
   *
   * @throws Failure when the objective has none
   */
  GaussNewton empiricalFisher() {
    return approximation(
        GaussNewton::empiricalFisher,
        ObjectiveGraph.LOSS,
        "objective: it is one number, not a loss a sample, which the empirical Fisher matrix needs;"
            + " return a number a sample from the define method");
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

  /** The same objective at θ + step · direction. */
  public Problem moved(double step, double[] direction) {
    double[] moved = parameters.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += step * direction[i];
    }
    return new Problem(this, moved, names);
  }

  /** The same with names for the N parameters, which errors then use: those of parameters.csv. */
  public Problem named(List<String> elements) {
    if (elements.size() != layout.size()) {
      throw new IllegalArgumentException(
          "%d names for %d parameters".formatted(elements.size(), layout.size()));
    }
    boolean byPlace = elements.equals(layout.elementNames());
    return new Problem(this, parameters, byPlace ? List.of() : List.copyOf(elements));
  }

  /** The name of θ[index]. */
  String elementName(int index) {
    return names.isEmpty() ? layout.elementName(index) : names.get(index);
  }

  /** The same with the parameter matrix that holds it, where the name does not begin with that. */
  String placedName(int index) {
    String name = elementName(index);
    String block = layout.blockAt(index).name();
    return name.startsWith(block) ? name : name + " of " + block;
  }

  /** F alone. */
  public Graph objective() {
    return objective;
  }

  /** F and, for each parameter, the output {@link Gradient#name}. */
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

  /** Evaluates a graph made of {@link #graph} at θ. */
  Evaluator evaluator(Graph derived, DenseKernels dense) {
    return evaluator(derived, dense, 0);
  }

  /**
   * The same, with so many bytes of room in which the values of chunks are kept for the next time.
   */
  Evaluator evaluator(Graph derived, DenseKernels dense, long room) {
    DMatrixRMaj vector = DMatrixRMaj.wrap(1, parameters.length, parameters);
    Map<String, DMatrixRMaj> values = new HashMap<>(layout.split(vector));
    for (String name : layout.blockNames()) {
      values.put(LinearSites.free(name), values.get(name));
    }
    return new Evaluator(derived, dense, values, totalWeight, room);
  }
}
