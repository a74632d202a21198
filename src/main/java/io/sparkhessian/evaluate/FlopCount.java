package io.sparkhessian.evaluate;

import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Product;
import io.sparkhessian.graph.Type;
import java.util.Set;
import java.util.stream.Stream;

/** Counts floating-point operations: 2·m·n·k for a product, 1 per element for everything else. */
public final class FlopCount {
  private FlopCount() {}

  /** Operations of one direction in a program: its pass over the samples, and its finish. */
  public static double perDirection(Program program, int samples) {
    double finish =
        program.finish().stream()
            .filter(node -> node.type().directional() && !node.isSumOverSamples())
            .mapToDouble(FlopCount::of)
            .sum();
    return samples * perDirectionAndSample(program) + finish;
  }

  /** Operations of one direction of one sample in a program's pass. */
  public static double perDirectionAndSample(Program program) {
    return program.pass().stream()
        .filter(node -> node.type().directional())
        .mapToDouble(FlopCount::of)
        .sum();
  }

  /** The part of {@link #perDirectionAndSample} in products with sparse features. */
  public static double perDirectionAndSparseSample(Program program) {
    return program.pass().stream()
        .filter(node -> node.type().directional() && hasSparseFeatures(node))
        .mapToDouble(FlopCount::of)
        .sum();
  }

  /** Operations of one sample's values without directions in a program's pass. */
  public static double ofValuesPerSample(Program program) {
    return program.pass().stream().filter(FlopCount::isValue).mapToDouble(FlopCount::of).sum();
  }

  /** Operations of one sample in a program without directions: values and sums. */
  public static double perSample(Program program) {
    return ofValuesPerSample(program) + program.sums().stream().mapToDouble(FlopCount::of).sum();
  }

  /** The part of {@link #perSample} in products with sparse features. */
  public static double perSparseSample(Program program) {
    return program.pass().stream()
        .filter(node -> !node.type().directional() && hasSparseFeatures(node))
        .mapToDouble(FlopCount::of)
        .sum();
  }

  /** Bytes of one sample's values without directions in a program's pass. */
  public static long valueBytesPerSample(Program program) {
    return Double.BYTES
        * program.pass().stream()
            .filter(FlopCount::isValue)
            .mapToLong(node -> node.type().size())
            .sum();
  }

  private static boolean isValue(Node node) {
    return node.type().perSample() && !node.type().directional() && !(node.op() instanceof Leaf);
  }

  private static boolean hasSparseFeatures(Node node) {
    return node.operands().stream().anyMatch(Node::isSparse);
  }

  /** Operations of one unit seed of a value, for one sample. */
  public static double perUnitAndSample(Program program, String value) {
    Set<Node> own = program.ownColumns(value);
    return tangents(program).mapToDouble(node -> ofUnit(node, own)).sum();
  }

  /** The part of {@link #perUnitAndSample} outside products. */
  public static double elementsPerUnitAndSample(Program program, String value) {
    Set<Node> own = program.ownColumns(value);
    return tangents(program)
        .filter(node -> !(node.op() instanceof Product))
        .mapToDouble(node -> ofUnit(node, own))
        .sum();
  }

  private static Stream<Node> tangents(Program program) {
    return program.pass().stream()
        .filter(node -> node.type().directional() && !(node.op() instanceof Leaf));
  }

  private static double ofUnit(Node node, Set<Node> own) {
    if (own.contains(node)) {
      return 1;
    }
    return OwnColumns.isProduct(node, own) ? 2.0 * node.type().columns() : of(node);
  }

  /** Share of a product's operations that remain with sparse features. */
  private static double density(Node product) {
    for (Node operand : product.operands()) {
      if (operand.op() instanceof Leaf.SparseFeatures features) {
        return features.nonzeros() / (double) features.columns();
      }
    }
    return 1;
  }

  private static double of(Node node) {
    if (node.op() instanceof Leaf) {
      return 0;
    }
    Type first = node.operand(0).type();
    if (node.op() instanceof Product) {
      return 2.0 * first.size() * node.type().columns() * density(node);
    }
    return Math.max(first.size(), node.type().size());
  }
}
