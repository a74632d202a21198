package io.sparkhessian.curvature;

import io.sparkhessian.Failure;
import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.autodiff.SiteSteps;
import io.sparkhessian.curvature.inputs.InputSites;
import io.sparkhessian.curvature.inputs.SampleFunction;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Type;
import io.sparkhessian.graph.TypeException;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.ObjectiveMistake;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The function of a sample's features to differentiate: its loss without weight, reduction and
 * regulariser, or one of the model's outputs; with a selection of features.
 */
public final class InputFunction implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final SampleFunction function;
  private final SiteSteps steps;
  private final List<String> names;

  private InputFunction(
      Problem problem, SampleFunction function, SiteSteps steps, List<String> names) {
    this.problem = problem;
    this.function = function;
    this.steps = steps;
    this.names = names;
  }

  /**
   * The loss of a sample, with respect to all its features.
   *
   * @throws Failure if the objective has no loss per sample, or the loss is not a function of the
   *     sample's dense features
   */
  public static InputFunction ofLoss(Problem problem) {
    Graph objective = problem.objective();
    if (!objective.outputs().containsKey(ObjectiveGraph.LOSS)) {
      throw Failure.input(
          "objective: derivatives with respect to the inputs need one loss per sample, but the objective is one"
              + " number; return one number per sample from the define method");
    }
    GraphBuilder g = new GraphBuilder(objective);
    return of(problem, g, objective.output(ObjectiveGraph.LOSS), "the loss");
  }

  /**
   * One element of the model's output for a sample, such as the score of a class.
   *
   * @param number index of the element, from 0
   * @throws Failure if the objective does not declare its model's output, the output has no such
   *     element, or the element is not a function of the sample's dense features
   */
  public static InputFunction ofOutput(Problem problem, int number) {
    return ofOutput(problem, number, "output");
  }

  /** One element of the model's output, with the job file's key in errors. */
  public static InputFunction ofOutput(Problem problem, int number, String key) {
    Graph objective = problem.objective();
    if (!objective.outputs().containsKey(ObjectiveGraph.MODEL)) {
      throw Failure.input(
          "objective: derivatives of an output need the model's output, which the objective does not"
              + " declare; call GraphBuilder.output in the define method");
    }
    Node z = objective.output(ObjectiveGraph.MODEL);
    if (!z.type().perSample() || z.type().rows() != 1) {
      throw Failure.input(
          "objective: the model's output is %s, not one row per sample; correct the objective's define method"
              .formatted(z.type()));
    }
    if (number < 0 || number >= z.type().columns()) {
      throw Failure.input(
          "%s: the model has no output %d; choose one from 0 to %d"
              .formatted(key, number, z.type().columns() - 1));
    }
    GraphBuilder g = new GraphBuilder(objective);
    return of(problem, g, g.columns(z, number, number + 1), "output %d".formatted(number));
  }

  private static InputFunction of(Problem problem, GraphBuilder g, Node value, String title) {
    Node sum = g.sumTo(value, Type.scalar());
    Graph graph = Graph.of(Map.of(SampleFunction.VALUE, value, SampleFunction.SUM, sum));
    int[] all = IntStream.range(0, features(graph, title)).toArray();
    try {
      LinearSites sites = LinearSites.of(graph, SampleFunction.SUM);
      SiteSteps steps = SiteSteps.of(sites, SampleFunction.SUM);
      return new InputFunction(problem, new SampleFunction(graph, all, title), steps, List.of());
    } catch (TypeException e) {
      throw ObjectiveMistake.in(e);
    }
  }

  private static int features(Graph graph, String title) {
    Node leaf =
        graph
            .leaf(Leaf.SampleInput.FEATURES)
            .orElseThrow(
                () ->
                    Failure.input(
                        "objective: %s of a sample does not depend on the features, so there is nothing to"
                                .formatted(title)
                            + " differentiate; choose another objective"));
    if (leaf.isSparse()) {
      throw Failure.input(
          "data: derivatives with respect to the inputs need dense features, but the features are sparse; give"
              + " each feature its own column");
    }
    return leaf.type().columns();
  }

  /**
   * The function, to differentiate with respect to some features only.
   *
   * @param columns indices of the features, from 0, in the order of results
   * @throws Failure if a feature does not exist or occurs twice
   */
  public InputFunction by(int... columns) {
    int features = function.features();
    Set<Integer> seen = new HashSet<>();
    for (int column : columns) {
      if (column < 0 || column >= features) {
        throw Failure.input(
            "inputs.columns: there is no feature %d; choose features from 0 to %d"
                .formatted(column, features - 1));
      }
      if (!seen.add(column)) {
        throw Failure.input(
            "inputs.columns: feature %d occurs twice; name each feature once".formatted(column));
      }
    }
    if (columns.length == 0) {
      throw Failure.input("inputs.columns: the list is empty; name at least one feature");
    }
    return new InputFunction(problem, function.by(columns), steps, names);
  }

  /** The function, with names of all features for errors. */
  public InputFunction named(List<String> features) {
    if (features.size() != function.features()) {
      throw new IllegalArgumentException(
          "%d names for %d features".formatted(features.size(), function.features()));
    }
    return new InputFunction(problem, function, steps, List.copyOf(features));
  }

  /** The function without selected features, for its value only. */
  InputFunction withoutColumns() {
    return new InputFunction(problem, function.by(), steps, names);
  }

  /** Name of one of {@link #columns} in errors. */
  String columnName(int index) {
    int column = function.columns()[index];
    return names.isEmpty()
        ? "feature %d (counted from 0)".formatted(column)
        : "the feature " + names.get(column);
  }

  /** The selected features, in the order of results. */
  public int[] columns() {
    return function.columns().clone();
  }

  /** Name of the function in errors. */
  String title() {
    return function.title();
  }

  SampleFunction function() {
    return function;
  }

  /** The linear sites at the features, if the features have no other use. */
  Optional<InputSites> sites() {
    return InputSites.of(steps, problem.layout(), problem.parameters(), columns());
  }

  Supplier<Evaluator> evaluator(Graph derived, DenseKernels dense) {
    return () -> problem.evaluator(derived, dense);
  }
}
