package io.sparkhessian.evaluate.kernels;

import io.sparkhessian.Failure;
import io.sparkhessian.graph.Layout;
import io.sparkhessian.graph.Type;
import java.util.Arrays;

/** Kernels that repeat, sum, select and move elements. */
final class LayoutKernels {
  private LayoutKernels() {}

  static void broadcastTo(Call call) {
    Type from = call.type(0);
    Strides strides =
        new Strides(call.node().type(), from, from, call.directions(), call.samples());
    double[] x = call.operand(0);
    double[] out = call.out().data;
    int length = strides.length();
    if (strides.leftMoves()) {
      strides.forEach((o, i, j) -> System.arraycopy(x, i, out, o, length));
    } else {
      strides.forEach((o, i, j) -> Arrays.fill(out, o, o + length, x[i]));
    }
  }

  /** Sums in the order of the elements, so that equal chunks give equal bits. */
  static void sumTo(Call call) {
    Type target = call.node().type();
    Strides strides = new Strides(call.type(0), target, target, call.directions(), call.samples());
    double[] x = call.operand(0);
    double[] out = call.out().data;
    int length = strides.length();
    if (!call.accumulate()) {
      Arrays.fill(out, 0, call.out().getNumElements(), 0);
    }
    if (strides.leftMoves()) {
      strides.forEach(
          (i, o, unused) -> {
            for (int e = 0; e < length; e++) {
              out[o + e] += x[i + e];
            }
          });
    } else {
      strides.forEach(
          (i, o, unused) -> {
            double sum = 0;
            for (int e = 0; e < length; e++) {
              sum += x[i + e];
            }
            out[o] += sum;
          });
    }
  }

  static void sliceColumns(Call call) {
    Layout.SliceColumns slice = (Layout.SliceColumns) call.node().op();
    copyColumns(call, slice.from(), 0, slice.to() - slice.from());
  }

  static void padColumns(Call call) {
    Layout.PadColumns pad = (Layout.PadColumns) call.node().op();
    Arrays.fill(call.out().data, 0, call.out().getNumElements(), 0);
    copyColumns(call, 0, pad.before(), call.type(0).columns());
  }

  private static void copyColumns(Call call, int from, int to, int count) {
    int width = call.type(0).columns();
    int outWidth = call.node().type().columns();
    for (int row = 0; row < call.out().numRows; row++) {
      System.arraycopy(
          call.operand(0), row * width + from, call.out().data, row * outWidth + to, count);
    }
  }

  static void gather(Call call) {
    int width = call.type(0).columns();
    double[] x = call.operand(0);
    double[] label = call.operand(1);
    double[] out = call.out().data;
    for (int row = 0; row < call.out().numRows; row++) {
      out[row] = x[row * width + column(label[row % call.samples()], width)];
    }
  }

  static void scatter(Call call) {
    Type from = call.type(0);
    int width = call.node().type().columns();
    double[] x = call.operand(0);
    double[] label = call.operand(1);
    double[] out = call.out().data;
    Arrays.fill(out, 0, call.out().getNumElements(), 0);
    for (int row = 0; row < call.out().numRows; row++) {
      int sample = row % call.samples();
      int source = from.perSample() ? row : row / call.samples();
      out[row * width + column(label[sample], width)] = x[source];
    }
  }

  private static int column(double label, int width) {
    int column = (int) label;
    if (column != label || column < 0 || column >= width) {
      throw Failure.input(
          "a label is %s, but the objective takes integers from 0 to %d; correct the labels"
              .formatted(label, width - 1));
    }
    return column;
  }

  static void rowMaxShift(Call call) {
    int width = call.type(0).columns();
    double[] x = call.operand(0);
    for (int row = 0; row < call.out().numRows; row++) {
      double max = x[row * width];
      for (int column = 1; column < width; column++) {
        max = Math.max(max, x[row * width + column]);
      }
      call.out().data[row] = max;
    }
  }
}
