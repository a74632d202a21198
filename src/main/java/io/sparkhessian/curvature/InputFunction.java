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
 * What is differentiated twice with respect to the features of a sample: its loss, without weight,
 * reduction and regulariser, or one of the model's outputs for it; and the features that count.
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
   * @throws Failure when the objective has no loss of a sample, or none that is a function of dense
   *     features of that sample alone
   */
  public static InputFunction ofLoss(Problem problem) {
    Graph objective = problem.objective();
    if (!objective.outputs().containsKey(ObjectiveGraph.LOSS)) {
      throw Failure.input(
          "objective: it is one number, not a loss a sample, which derivatives by the inputs need;"
              + " return a number a sample from the define method");
    }
    GraphBuilder g = new GraphBuilder(objective);
    return of(problem, g, objective.output(ObjectiveGraph.LOSS), "the loss");
  }

  /**
   * A number of the model's output of a sample, such as the score of a class.
   *
   * @param number which one, from 0
   * @throws Failure when the objective does not say what its model's output is, it has no such
   *     number, or it is not a function of dense features of that sample alone
   */
  public static InputFunction ofOutput(Problem problem, int number) {
    return ofOutput(problem, number, "output");
  }

  /** The same of an output that is called so in errors, as in a job file. */
  public static InputFunction ofOutput(Problem problem, int number, String key) {
    Graph objective = problem.objective();
    if (!objective.outputs().containsKey(ObjectiveGraph.MODEL)) {
      throw Failure.input(
          "objective: it does not say what its model's output is, which derivatives of one need;"
              + " call GraphBuilder.output with it in the define method");
    }
    Node z = objective.output(ObjectiveGraph.MODEL);
    if (!z.type().perSample() || z.type().rows() != 1) {
      throw Failure.input(
          "objective: the model's output is %s, not a row a sample; mend the objective's define method"
              .formatted(z.type()));
    }
    if (number < 0 || number >= z.type().columns()) {
      throw Failure.input(
          "%s: the model has no output %d; take one from 0 to %d"
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
                        "objective: %s of a sample does not depend on its features, so that there is"
                                .formatted(title)
                            + " nothing to differentiate by; take another objective"));
    if (leaf.isSparse()) {
      throw Failure.input(
          "data: the features are sparse, which derivatives by the inputs cannot be; give each"
              + " feature a column of its own");
    }
    return leaf.type().columns();
  }

  /**
   * The same with respect to some of the features only.
   *
   * @param columns which ones, from 0; results have them in this order
   * @throws Failure when there is no such feature, or one is named twice
   */
  public InputFunction by(int... columns) {
    int features = function.features();
    Set<Integer> seen = new HashSet<>();
    for (int column : columns) {
      if (column < 0 || column >= features) {
        throw Failure.input(
            "inputs.columns: there is no feature %d; take some from 0 to %d"
                .formatted(column, features - 1));
      }
      if (!seen.add(column)) {
        throw Failure.input("inputs.columns: %d is there twice; name it once".formatted(column));
      }
    }
    if (columns.length == 0) {
      throw Failure.input("inputs.columns: there are none; name at least one feature");
    }
    return new InputFunction(problem, function.by(columns), steps, names);
  }

  /** The same with names for all its features, which errors then use. */
  public InputFunction named(List<String> features) {
    if (features.size() != function.features()) {
      throw new IllegalArgumentException(
          "%d names for %d features".formatted(features.size(), function.features()));
    }
    return new InputFunction(problem, function, steps, List.copyOf(features));
  }

  /** By nothing, for the value alone. */
  InputFunction withoutColumns() {
    return new InputFunction(problem, function.by(), steps, names);
  }

  /** What errors call one of {@link #columns}. */
  String columnName(int index) {
    int column = function.columns()[index];
    return names.isEmpty()
        ? "feature %d (counted from 0)".formatted(column)
        : "the feature " + names.get(column);
  }

  /** The features, in the order in which results have them. */
  public int[] columns() {
    return function.columns().clone();
  }

  /** What errors call it. */
  String title() {
    return function.title();
  }

  SampleFunction function() {
    return function;
  }

  /** The products that the features go into, where they go into nothing else. */
  Optional<InputSites> sites() {
    return InputSites.of(steps, problem.layout(), problem.parameters(), columns());
  }

  Supplier<Evaluator> evaluator(Graph derived, DenseKernels dense) {
    return () -> problem.evaluator(derived, dense);
  }
}
