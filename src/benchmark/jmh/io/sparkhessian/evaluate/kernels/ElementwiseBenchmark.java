package io.sparkhessian.evaluate.kernels;

import io.sparkhessian.graph.Binary;
import io.sparkhessian.graph.GraphBuilder;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Op;
import io.sparkhessian.graph.Type;
import io.sparkhessian.graph.Unary;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.linalg.Rate;
import io.sparkhessian.linalg.ShortRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Elementwise operations on the tangents of some directions of a chunk of 256 samples. */
public class ElementwiseBenchmark extends ShortRuns {
  private static final int SAMPLES = 256;

  @Param({"1", "16"})
  private int directions;

  @Param({"10", "64"})
  private int width;

  private final DenseKernels dense = Kernels.of(KernelChoice.NATIVE);
  private Call add;
  private Call multiplyByPrimal;
  private Call multiplyByColumn;
  private Call tanh;
  private Call sigmoid;

  @Setup
  public void fill() {
    Type tangent = new Type(true, true, 1, width);
    add = call(new Binary.Add(), tangent, tangent);
    multiplyByPrimal = call(new Binary.Multiply(), tangent, Type.perSample(width));
    multiplyByColumn = call(new Binary.Multiply(), tangent, Type.perSample(1));
    tanh = call(new Unary.Tanh(), tangent);
    sigmoid = call(new Unary.Sigmoid(), tangent);
  }

  private Call call(Op op, Type... types) {
    GraphBuilder graph = new GraphBuilder();
    Random random = new Random(1);
    List<Node> leaves = new ArrayList<>();
    List<DMatrixRMaj> operands = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      leaves.add(graph.add(leaf("x" + i, types[i])));
      DMatrixRMaj operand = matrix(types[i]);
      operand.data = random.doubles(operand.getNumElements(), -1, 1).toArray();
      operands.add(operand);
    }
    Node node = graph.add(op, leaves.toArray(Node[]::new));
    return new Call(
        dense, node, operands, null, matrix(node.type()), directions, SAMPLES, false);
  }

  private static Leaf leaf(String name, Type type) {
    return type.directional()
        ? new Leaf.Seed(name, type)
        : new Leaf.SampleInput(name, type.columns());
  }

  private DMatrixRMaj matrix(Type type) {
    return new DMatrixRMaj(type.stackedRows(directions, SAMPLES), type.columns());
  }

  private static DMatrixRMaj run(Call call, Rate rate) {
    OpKernel.of(call.node().op()).run(call);
    rate.add(call.out().getNumElements());
    return call.out();
  }

  @Benchmark
  public DMatrixRMaj add(Rate rate) {
    return run(add, rate);
  }

  /** One factor is the same in all directions. */
  @Benchmark
  public DMatrixRMaj multiplyByPrimal(Rate rate) {
    return run(multiplyByPrimal, rate);
  }

  /** One factor is one number per sample. */
  @Benchmark
  public DMatrixRMaj multiplyByColumn(Rate rate) {
    return run(multiplyByColumn, rate);
  }

  @Benchmark
  public DMatrixRMaj tanh(Rate rate) {
    return run(tanh, rate);
  }

  @Benchmark
  public DMatrixRMaj sigmoid(Rate rate) {
    return run(sigmoid, rate);
  }
}
