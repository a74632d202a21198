package io.sparkhessian.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the invariants of a graph, built or deserialised. */
final class TypeCheck {
  private TypeCheck() {}

  static void check(Graph graph) {
    Set<Node> seen = new HashSet<>();
    Set<Node> afterSum = new HashSet<>();
    Map<String, Leaf> leaves = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (!seen.containsAll(node.operands()) || node.id() != seen.size()) {
        throw new TypeException("nodes out of order: " + node);
      }
      seen.add(node);
      checkType(node);
      checkName(node, leaves);
      checkSparse(node);
      if (node.isSumOverSamples() || node.operands().stream().anyMatch(afterSum::contains)) {
        afterSum.add(node);
        checkPass(node);
      }
    }
  }

  private static void checkType(Node node) {
    Type inferred = node.op().infer(node.operands().stream().map(Node::type).toList());
    if (!inferred.equals(node.type())) {
      throw new TypeException("%s, but its operands give %s".formatted(node, inferred));
    }
  }

  private static void checkSparse(Node node) {
    if (node.operands().stream().anyMatch(Node::isSparse) && usesFeaturesDensely(node)) {
      throw new TypeException(
          "the operation '%s' uses the sparse features; only products can use them"
              .formatted(node));
    }
  }

  /** The first use of the features that sparse features do not support. */
  static Optional<Node> denseUse(Graph graph) {
    return graph.nodes().stream().filter(TypeCheck::usesFeaturesDensely).findFirst();
  }

  /** Whether a node uses the features in any way but as one factor of a product. */
  private static boolean usesFeaturesDensely(Node node) {
    long features = node.operands().stream().filter(TypeCheck::isFeatures).count();
    return features > 1 || (features == 1 && !(node.op() instanceof Product));
  }

  private static boolean isFeatures(Node node) {
    return node.isSparse()
        || (node.op() instanceof Leaf leaf && leaf.name().equals(Leaf.SampleInput.FEATURES));
  }

  private static void checkName(Node node, Map<String, Leaf> leaves) {
    if (node.op() instanceof Leaf leaf && !(leaf instanceof Leaf.Constant)) {
      String key = leaf instanceof Leaf.Seed ? leaf.label() : leaf.name();
      if (leaves.put(key, leaf) != null) {
        throw new TypeException("two leaves have the name '%s'".formatted(key));
      }
    }
  }

  /**
   * Rejects per-sample values that depend on a sum over the samples, which is complete only after
   * the single pass.
   */
  private static void checkPass(Node node) {
    if (node.type().perSample()) {
      throw new TypeException(
          ("a per-sample value depends on a sum over the samples, directly or in a derivative"
                  + " (a function of such a sum is not supported yet): %s")
              .formatted(node));
    }
  }
}
