package io.sparkhessian.graph;

import io.sparkhessian.evaluate.Directions;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Program;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.evaluate.Sums;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * A random graph with many zeros, ones and broadcasts, built without the simplifier; its output is
 * shared.
 */
final class RawGraph {
  private static final int LENGTH = 25;
  private static final int SAMPLES = 3;
  private static final int DIRECTIONS = 2;

  private static final List<Op> UNARY =
      List.of(
          new Unary.Negate(),
          new Unary.Negate(),
          new Unary.Sin(),
          new Unary.Tanh(),
          new Unary.Power(0),
          new Unary.Power(1),
          new Unary.Power(2));

  private static final List<Op> BINARY =
      List.of(
          new Binary.Add(),
          new Binary.Subtract(),
          new Binary.Multiply(),
          new Binary.Divide(),
          new Product.MatMul(false),
          new Product.MatMul(true),
          new Product.Contract());

  private final Random random;
  private final List<Node> nodes = new ArrayList<>();
  private final DMatrixRMaj a;
  private final DMatrixRMaj tangent;
  private final Samples samples;

  RawGraph(Random random) {
    this.random = random;
    a = Matrices.uniform(random, 0.5, 1.5, 1, 2);
    tangent = Matrices.normal(random, DIRECTIONS, 2);
    samples = Matrices.samples(random, Matrices.uniform(random, 0.5, 1.5, SAMPLES, 2), 2);
    for (Leaf leaf : leaves()) {
      make(leaf, List.of());
    }
    for (int i = 0; i < LENGTH; i++) {
      grow();
    }
    Node last = nodes.get(nodes.size() - 1);
    Type shared = new Type(false, false, last.type().rows(), last.type().columns());
    make(Layout.SumTo.of(shared), List.of(last));
  }

  private List<Leaf> leaves() {
    return List.of(
        new Leaf.Parameter("a", 1, 2, true),
        new Leaf.SampleInput(Leaf.SampleInput.FEATURES, 2),
        new Leaf.Seed("a", Type.shared(1, 2).withDirections(true)),
        Leaf.Constant.of(0),
        Leaf.Constant.of(1),
        Leaf.Constant.of(-2),
        new Leaf.Constant(Values.of(new double[][] {{0, 0}, {0, 0}})),
        new Leaf.Constant(Values.of(new double[][] {{1, 1}})));
  }

  /** Adds one node unless it is ill-typed, not finite or too large. */
  private void grow() {
    try {
      int kind = random.nextInt(4);
      if (kind == 0) {
        make(pick(UNARY), List.of(pick(nodes)));
      } else if (kind == 1) {
        make(layout(pick(nodes).type()), List.of(pick(nodes)));
      } else {
        make(pick(BINARY), List.of(pick(nodes), pick(nodes)));
      }
    } catch (TypeException doesNotFit) {
      return;
    }
    if (!isSound(nodes.get(nodes.size() - 1))) {
      nodes.remove(nodes.size() - 1);
    }
  }

  private Op layout(Type target) {
    return switch (random.nextInt(4)) {
      case 0 -> new Layout.SliceColumns(0, 1);
      case 1 -> new Layout.PadColumns(random.nextInt(2), random.nextInt(2));
      case 2 -> Layout.BroadcastTo.of(target);
      default -> Layout.SumTo.of(target);
    };
  }

  private boolean isSound(Node node) {
    try {
      Node total =
          new Node(
              nodes.size(),
              new Layout.SumTo(false, node.type().rows(), node.type().columns()),
              List.of(node));
      for (double each : value(Graph.of(Map.of("out", total)))) {
        if (!(Math.abs(each) < 1e3)) {
          return false;
        }
      }
      return true;
    } catch (TypeException dependsOnASum) {
      return false;
    }
  }

  private void make(Op op, List<Node> operands) {
    nodes.add(new Node(nodes.size(), op, operands));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  Node output() {
    return nodes.get(nodes.size() - 1);
  }

  /** Rebuilds the output with the simplifier. */
  Node replay(GraphBuilder g) {
    Map<Node, Node> built = new HashMap<>();
    for (Node node : nodes) {
      built.put(
          node, g.add(node.op(), node.operands().stream().map(built::get).toArray(Node[]::new)));
    }
    return built.get(output());
  }

  double[] value(Graph graph) {
    Evaluator evaluator =
        new Evaluator(graph, Kernels.of(KernelChoice.JAVA), Map.of("a", a), samples.totalWeight());
    Sums sums =
        new Sums(
            Program.of(graph, List.of("out")),
            new Directions.Dense(DIRECTIONS, Map.of("a", tangent)));
    evaluator.addAll(List.of(samples), List.of(sums));
    return Matrices.numbers(evaluator.finish(sums).get("out"));
  }
}
