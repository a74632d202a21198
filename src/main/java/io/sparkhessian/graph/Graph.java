package io.sparkhessian.graph;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An immutable, type-checked graph: nodes in topological order, and names of the outputs. */
public final class Graph implements Serializable {
  private static final long serialVersionUID = 1L;

  private final transient List<Node> nodes;
  private final transient Map<String, Node> outputs;

  private Graph(List<Node> nodes, Map<String, Node> outputs) {
    this.nodes = List.copyOf(nodes);
    this.outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    TypeCheck.check(this);
  }

  /** The graph of some outputs, with only the nodes they depend on. */
  public static Graph of(Map<String, Node> outputs) {
    TreeMap<Integer, Node> needed = new TreeMap<>();
    List<Node> open = new ArrayList<>(outputs.values());
    while (!open.isEmpty()) {
      Node node = open.remove(open.size() - 1);
      if (needed.put(node.id(), node) == null) {
        open.addAll(node.operands());
      }
    }
    Map<Node, Node> renumbered = new HashMap<>();
    List<Node> nodes = new ArrayList<>();
    for (Node node : needed.values()) {
      Node copy =
          new Node(nodes.size(), node.op(), node.operands().stream().map(renumbered::get).toList());
      renumbered.put(node, copy);
      nodes.add(copy);
    }
    Map<String, Node> named = new LinkedHashMap<>();
    outputs.forEach((name, node) -> named.put(name, renumbered.get(node)));
    return new Graph(nodes, named);
  }

  public List<Node> nodes() {
    return nodes;
  }

  public Map<String, Node> outputs() {
    return outputs;
  }

  public Node output(String name) {
    return Optional.ofNullable(outputs.get(name))
        .orElseThrow(
            () -> new IllegalArgumentException("no output " + name + " in " + outputs.keySet()));
  }

  /** The leaf with the given name; seeds and constants do not count. */
  public Optional<Node> leaf(String name) {
    return nodes.stream()
        .filter(node -> node.op() instanceof Leaf leaf && leaf.name().equals(name))
        .filter(node -> !(node.op() instanceof Leaf.Seed || node.op() instanceof Leaf.Constant))
        .findFirst();
  }

  /** The parameters, in the order of their creation. */
  public List<Leaf.Parameter> parameters() {
    return nodes.stream()
        .filter(node -> node.op() instanceof Leaf.Parameter)
        .map(node -> (Leaf.Parameter) node.op())
        .toList();
  }

  /** The first operation that sparse features do not support: any use outside a product. */
  public Optional<Node> denseUseOfFeatures() {
    return TypeCheck.denseUse(this);
  }

  @Override
  public String toString() {
    return GraphPrinter.print(this);
  }

  private Object writeReplace() {
    return new Flat(
        nodes.stream().map(Node::op).toList().toArray(Op[]::new),
        nodes.stream()
            .map(node -> node.operands().stream().mapToInt(Node::id).toArray())
            .toArray(int[][]::new),
        outputs.keySet().toArray(String[]::new),
        outputs.values().stream().mapToInt(Node::id).toArray());
  }

  /** The serial form: operands are node ids, so that a deep graph needs no deep stack. */
  @SuppressWarnings("ArrayRecordComponent") // written and read, never compared
  private record Flat(Op[] ops, int[][] operands, String[] names, int[] outputs)
      implements Serializable {

    private Object readResolve() {
      List<Node> nodes = new ArrayList<>();
      for (int id = 0; id < ops.length; id++) {
        nodes.add(new Node(id, ops[id], Arrays.stream(operands[id]).mapToObj(nodes::get).toList()));
      }
      Map<String, Node> named = new LinkedHashMap<>();
      for (int i = 0; i < names.length; i++) {
        named.put(names[i], nodes.get(outputs[i]));
      }
      return new Graph(nodes, named);
    }
  }
}
