package io.sparkhessian.evaluate;

import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The evaluation order for some outputs of a graph: a pass over each chunk, which ends in sums over
 * the samples, and a finish, which computes the outputs from the complete sums.
 */
public final class Program {
  private final Map<String, Node> outputs;
  private final List<Node> sums;
  private final List<Node> pass;
  private final List<Node> finish;

  /** The tangents whose last use is each step of the pass. */
  private final List<List<Node>> lastReads;

  private final Map<String, Set<Node>> ownColumns = new ConcurrentHashMap<>();
  private final long tangentWidth;

  private Program(Map<String, Node> outputs, List<Node> sums, List<Node> pass, List<Node> finish) {
    this.outputs = outputs;
    this.sums = sums;
    this.pass = pass;
    this.finish = finish;
    this.lastReads = lastReads();
    this.tangentWidth = mostAlive();
  }

  public static Program of(Graph graph, Collection<String> outputs) {
    Map<String, Node> named = new LinkedHashMap<>();
    outputs.forEach(name -> named.put(name, graph.output(name)));
    named.values().stream()
        .filter(node -> node.type().perSample())
        .findFirst()
        .ifPresent(
            node -> {
              throw new IllegalArgumentException(
                  "the output is not summed over the samples: " + node);
            });
    List<Node> finish = ancestors(named.values(), true);
    List<Node> sums = finish.stream().filter(Node::isSumOverSamples).toList();
    return new Program(named, sums, ancestors(sums, false), finish);
  }

  /** The program for outputs of a single chunk, which are per-sample or need no sum. */
  public static Program onChunk(Graph graph, Collection<String> outputs) {
    Map<String, Node> named = new LinkedHashMap<>();
    outputs.forEach(name -> named.put(name, graph.output(name)));
    return new Program(named, List.of(), ancestors(named.values(), false), List.of());
  }

  public Map<String, Node> outputs() {
    return outputs;
  }

  /** The nodes that sum over the samples. */
  public List<Node> sums() {
    return sums;
  }

  /** The nodes evaluated for each chunk, operands first, including the sums. */
  public List<Node> pass() {
    return pass;
  }

  /** The tangents, except outputs, whose last use is a step of the pass. */
  List<Node> lastReads(int step) {
    return lastReads.get(step);
  }

  private List<List<Node>> lastReads() {
    List<List<Node>> reads = new ArrayList<>();
    pass.forEach(any -> reads.add(new ArrayList<>()));
    lastUse(pass)
        .forEach(
            (node, step) -> {
              boolean tangent = node.type().directional() && !node.isSumOverSamples();
              if (tangent && !outputs.containsValue(node)) {
                reads.get(step).add(node);
              }
            });
    return reads;
  }

  /** The nodes evaluated once, operands first, including the known sums. */
  public List<Node> finish() {
    return finish;
  }

  /**
   * Maximum size of the tangents alive at the same time in a pass, in numbers per direction and
   * sample.
   */
  public long tangentWidth() {
    return tangentWidth;
  }

  /** The tangents stored as one column for unit seeds of a value. */
  Set<Node> ownColumns(String value) {
    return ownColumns.computeIfAbsent(value, seeded -> OwnColumns.of(pass, seeded));
  }

  private long mostAlive() {
    Map<Node, Integer> lastUse = lastUse(pass);
    long live = 0;
    long most = 0;
    for (int step = 0; step < pass.size(); step++) {
      Node node = pass.get(step);
      live += heldFor(node);
      most = Math.max(most, live);
      for (Node operand : node.operands().stream().distinct().toList()) {
        live -= lastUse.get(operand) == step ? heldFor(operand) : 0;
      }
    }
    return most;
  }

  private static long heldFor(Node node) {
    return node.type().directional() && node.type().perSample() ? node.type().size() : 0;
  }

  /** The last step that uses each operand. */
  static Map<Node, Integer> lastUse(List<Node> steps) {
    Map<Node, Integer> lastUse = new HashMap<>();
    for (int step = 0; step < steps.size(); step++) {
      for (Node operand : steps.get(step).operands()) {
        lastUse.put(operand, step);
      }
    }
    return lastUse;
  }

  private static List<Node> ancestors(Collection<Node> nodes, boolean stopAtSums) {
    TreeMap<Integer, Node> found = new TreeMap<>();
    Deque<Node> open = new ArrayDeque<>(nodes);
    while (!open.isEmpty()) {
      Node node = open.pop();
      boolean fresh = found.put(node.id(), node) == null;
      if (fresh && !(stopAtSums && node.isSumOverSamples())) {
        open.addAll(node.operands());
      }
    }
    return List.copyOf(found.values());
  }
}
