package io.sparkhessian.evaluate.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Op;
import io.sparkhessian.graph.Type;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** Runs the kernel of one operation on random operands. */
final class KernelRun {
  final List<Stack> operands = new ArrayList<>();
  final Type type;
  private final Node node;

  KernelRun(Op op, Random random, Type... types) {
    GraphBuilder g = new GraphBuilder();
    List<Node> nodes = new ArrayList<>();
    for (Type each : types) {
      nodes.add(Stack.node(g, "operand" + nodes.size(), each));
      operands.add(Stack.random(each, random));
    }
    node = g.add(op, nodes.toArray(Node[]::new));
    assertEquals(op, node.op(), "the builder made something simpler");
    type = node.type();
  }

  /** Replaces the last operand by labels from 0 to classes − 1. */
  KernelRun withLabels(Random random, int classes) {
    Stack label = operands.remove(operands.size() - 1);
    operands.add(
        new Stack(label.type(), Matrices.whole(random, classes, label.matrix().numRows, 1)));
    return this;
  }

  /** Replaces the last operand by one label for every sample. */
  KernelRun withLabel(double value) {
    Stack label = operands.remove(operands.size() - 1);
    DMatrixRMaj same = new DMatrixRMaj(label.matrix().numRows, 1);
    Arrays.fill(same.data, value);
    operands.add(new Stack(label.type(), same));
    return this;
  }

  Stack operand(int index) {
    return operands.get(index);
  }

  /** The values, written over NaN. */
  double[] values() {
    return run(Double.NaN, false);
  }

  /** The values, added to 10. */
  double[] added() {
    return run(10, true);
  }

  private double[] run(double before, boolean accumulate) {
    DMatrixRMaj out =
        new DMatrixRMaj(type.stackedRows(Stack.DIRECTIONS, Stack.SAMPLES), type.columns());
    Arrays.fill(out.data, before);
    OpKernel.of(node.op())
        .run(
            new Call(
                Kernels.of(KernelChoice.JAVA),
                node,
                operands.stream().map(Stack::matrix).toList(),
                null,
                out,
                Stack.DIRECTIONS,
                Stack.SAMPLES,
                accumulate));
    return out.data;
  }

  @Override
  public String toString() {
    return node.op() + " of " + operands.stream().map(Stack::type).toList();
  }
}
