package io.sparkhessian.evaluate.kernels;

import io.sparkhessian.graph.Binary;
import io.sparkhessian.graph.Layout;
import io.sparkhessian.graph.Op;
import io.sparkhessian.graph.Product;
import java.util.HashMap;
import java.util.Map;

/** The computation of an operation's values. */
@FunctionalInterface
public interface OpKernel {

  void run(Call call);

  /** One kernel per operation; leaves need none. */
  Map<Class<? extends Op>, OpKernel> TABLE = table();

  static OpKernel of(Op op) {
    return TABLE.get(op.getClass());
  }

  private static Map<Class<? extends Op>, OpKernel> table() {
    Map<Class<? extends Op>, OpKernel> table = new HashMap<>();
    UnaryKernels.TABLE.keySet().forEach(function -> table.put(function, UnaryKernels::run));
    table.put(Binary.Add.class, BinaryKernels::add);
    table.put(Binary.Subtract.class, BinaryKernels::subtract);
    table.put(Binary.Multiply.class, BinaryKernels::multiply);
    table.put(Binary.Divide.class, BinaryKernels::divide);
    table.put(Product.MatMul.class, ProductKernels::matMul);
    table.put(Product.Contract.class, ProductKernels::contract);
    table.put(Layout.BroadcastTo.class, LayoutKernels::broadcastTo);
    table.put(Layout.SumTo.class, LayoutKernels::sumTo);
    table.put(Layout.SliceColumns.class, LayoutKernels::sliceColumns);
    table.put(Layout.PadColumns.class, LayoutKernels::padColumns);
    table.put(Layout.Gather.class, LayoutKernels::gather);
    table.put(Layout.Scatter.class, LayoutKernels::scatter);
    table.put(Layout.RowMaxShift.class, LayoutKernels::rowMaxShift);
    return Map.copyOf(table);
  }
}
