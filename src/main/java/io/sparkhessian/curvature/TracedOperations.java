package io.sparkhessian.curvature;

import io.sparkhessian.autodiff.Gradient;
import io.sparkhessian.autodiff.SecondDerivatives;
import io.sparkhessian.autodiff.Tangent;
import io.sparkhessian.curvature.layout.ParameterLayout;
import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.evaluate.Sums;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.objective.ObjectiveGraph;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/** A graph along a direction with the value of every operation as an output. */
final class TracedOperations {
  private static final String PASS = "search";

  private final Problem problem;
  private final Directions direction;
  private final List<String> roots;

  /** The graph with an output for each node, named by its id, and the named roots. */
  private final Graph graph;

  private final Set<Node> ofSamples = new HashSet<>();

  /**
   * An operation with finite operands and a result that is not finite.
   *
   * @param ofSample whether the operation depends on a sample
   * @param value infinite or NaN
   * @param parameter name of the nearest parameter among its ancestors, or empty
   */
  record Finding(boolean ofSample, String operation, double value, String parameter) {
    /** Describes the operation; {@code where} names the sample. */
    String describe(String where) {
      String from = parameter.isEmpty() ? "" : "; the nearest parameter is " + parameter;
      return "the operation %s is the first to give %s%s%s"
          .formatted(operation, value, ofSample ? where : "", from);
    }
  }

  private TracedOperations(
      Problem problem, Graph derived, Directions direction, Collection<String> roots) {
    this.problem = problem;
    this.direction = direction;
    this.roots = List.copyOf(roots);
    Map<String, Node> needed = new LinkedHashMap<>();
    this.roots.forEach(root -> needed.put(root, derived.output(root)));
    Graph pruned = Graph.of(needed);
    Map<String, Node> all = new LinkedHashMap<>(pruned.outputs());
    pruned.nodes().stream()
        .filter(node -> !node.isSparse())
        .forEach(node -> all.put(name(node), node));
    this.graph = Graph.of(all);
    for (Node node : graph.nodes()) {
      if (node.type().perSample() || node.operands().stream().anyMatch(ofSamples::contains)) {
        ofSamples.add(node);
      }
    }
  }

  private static String name(Node node) {
    return "node " + node.id();
  }

  /** The operations of the loss and the gradient. */
  static TracedOperations ofGradient(Problem problem) {
    Graph derived = problem.graph();
    return new TracedOperations(
        problem,
        derived,
        Directions.none(),
        derived.outputs().keySet().stream()
            .filter(name -> !ObjectiveGraph.OF_SAMPLES.contains(name))
            .toList());
  }

  /** The operations of some outputs of a graph without directions. */
  static TracedOperations of(Problem problem, Graph derived, List<String> outputs) {
    return new TracedOperations(problem, derived, Directions.none(), outputs);
  }

  /** The operations of the product along a direction that affect the element at a parameter. */
  static TracedOperations along(
      Problem problem, SecondDerivatives derivatives, Directions direction, int column) {
    List<String> blocks = problem.layout().blockNames();
    Graph derived = derivatives.along(problem.graph(), PASS, blocks, blocks);
    String own = Tangent.name(PASS, Gradient.name(problem.layout().blockAt(column).name()));
    boolean moves = derived.outputs().containsKey(own);
    return new TracedOperations(problem, derived, direction, moves ? List.of(own) : List.of());
  }

  /** The operations of an entry of the matrix, i.e. along a one-hot direction. */
  static TracedOperations along(
      Problem problem, SecondDerivatives derivatives, int row, int column) {
    ParameterLayout.Block block = problem.layout().blockAt(row);
    Directions direction = new Directions.OneHot(block.name(), row - block.offset(), 1);
    return along(problem, derivatives, direction, column);
  }

  /** The first operation whose result is not finite for one sample. */
  Optional<Finding> on(Samples sample, DenseKernels dense) {
    Evaluator evaluator = problem.evaluator(graph, dense);
    evaluator.load(sample);
    Program onSample = Program.onChunk(graph, names(true));
    Map<String, DMatrixRMaj> values = new HashMap<>(evaluator.evaluate(onSample, direction));
    Sums sums = new Sums(Program.of(graph, names(false)), direction);
    evaluator.add(sums);
    values.putAll(evaluator.finish(sums));
    return blamed(values);
  }

  /** The first operation whose result is not finite without samples. */
  Optional<Finding> onParameters(DenseKernels dense) {
    Sums none = new Sums(Program.of(graph, names(false)), direction);
    return blamed(problem.evaluator(graph, dense).finish(none));
  }

  private List<String> names(boolean perSample) {
    return graph.nodes().stream()
        .filter(node -> !node.isSparse() && node.type().perSample() == perSample)
        .map(TracedOperations::name)
        .toList();
  }

  /**
   * The first operation from which non-finite numbers propagate to a root. Others are harmless,
   * e.g. because 1/∞ is 0.
   */
  private Optional<Finding> blamed(Map<String, DMatrixRMaj> values) {
    Deque<Node> open = new ArrayDeque<>(roots.stream().map(graph::output).toList());
    Set<Node> seen = new HashSet<>(open);
    Node first = null;
    while (!open.isEmpty()) {
      Node next = open.poll();
      if (worst(next, values) >= 0) {
        first = first == null || next.id() < first.id() ? next : first;
        next.operands().stream().filter(seen::add).forEach(open::add);
      }
    }
    return Optional.ofNullable(first).map(node -> finding(node, values));
  }

  private static int worst(Node node, Map<String, DMatrixRMaj> values) {
    DMatrixRMaj value = values.get(name(node));
    return value == null ? -1 : FiniteCheck.worst(value.data, value.getNumElements());
  }

  private Finding finding(Node node, Map<String, DMatrixRMaj> values) {
    double value = values.get(name(node)).data[worst(node, values)];
    return new Finding(ofSamples.contains(node), node.op().label(), value, parameter(node));
  }

  /** Name of the nearest parameter, in operations. */
  private static String parameter(Node node) {
    Deque<Node> open = new ArrayDeque<>(List.of(node));
    Set<Node> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      Node next = open.poll();
      if (next.op() instanceof Leaf.Parameter parameter) {
        return parameter.name();
      }
      next.operands().stream().filter(seen::add).forEach(open::add);
    }
    return "";
  }
}
