package io.sparkhessian.curvature;

import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.linalg.DenseKernels;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/**
 * Finds where numbers stop being finite: the first operation of a loss and its gradient, in the
 * order of evaluation, that gives an infinity or a NaN, and the first sample for which it does.
 */
public final class NonFiniteSearch implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Problem problem;

  /** The problem's graph with every node that needs no sum as an output. */
  private final Graph graph;

  /**
   * What was found.
   *
   * @param sample counted from 0; negative for an operation on the parameters alone
   * @param node of the order of evaluation
   * @param operation as the graph's printed form calls it
   * @param value infinite or NaN
   * @param parameter the nearest that goes into it, or empty
   */
  public record Finding(long sample, int node, String operation, double value, String parameter)
      implements Serializable {

    /** To be put behind what is not finite. */
    public String describe() {
      String where =
          sample < 0 ? "" : " at sample %d of the data (counted from 0)".formatted(sample);
      String from = parameter.isEmpty() ? "" : ", where " + parameter + " goes in";
      return "the operation %s is the first to give %s%s%s"
          .formatted(operation, value, where, from);
    }
  }

  public NonFiniteSearch(Problem problem) {
    this.problem = problem;
    Map<String, Node> outputs = new LinkedHashMap<>();
    Set<Node> afterSums = new HashSet<>();
    for (Node node : problem.graph().nodes()) {
      if (node.isSumOverSamples() || node.operands().stream().anyMatch(afterSums::contains)) {
        afterSums.add(node);
      } else if (!node.isSparse()) {
        outputs.put(name(node), node);
      }
    }
    this.graph = Graph.of(outputs);
  }

  private static String name(Node node) {
    return "node " + node.id();
  }

  /**
   * Looks at chunks in their order, until one has such a number.
   *
   * @param firstSample the number of their first sample
   */
  public Optional<Finding> in(List<Samples> chunks, long firstSample, DenseKernels dense) {
    Evaluator evaluator = problem.evaluator(graph, dense);
    Program program = Program.onChunk(graph, graph.outputs().keySet());
    long before = firstSample;
    for (Samples chunk : chunks.isEmpty() ? List.of(Samples.none()) : chunks) {
      evaluator.load(chunk);
      Map<String, DMatrixRMaj> values = evaluator.evaluate(program, Directions.none());
      for (Node node : problem.graph().nodes()) {
        DMatrixRMaj value = values.get(name(node));
        int at = value == null ? -1 : FiniteCheck.worst(value.data, value.getNumElements());
        if (at >= 0) {
          int each = node.type().rows() * node.type().columns();
          long sample = node.type().perSample() ? before + at / each : -1;
          return Optional.of(
              new Finding(sample, node.id(), node.op().label(), value.data[at], parameter(node)));
        }
      }
      before += chunk.count();
    }
    return Optional.empty();
  }

  /** The parameter that is fewest operations away. */
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
