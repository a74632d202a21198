package io.sparkhessian.evaluate.kernels;

import static io.sparkhessian.Tolerance.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkhessian.Failure;
import io.sparkhessian.Tolerance;
import io.sparkhessian.graph.Layout;
import io.sparkhessian.graph.Type;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayoutKernelsTest {
  private static final int CLASSES = 3;
  private static final Type LABEL = Type.perSample(1);
  private final Random random = new Random(2);

  @Test
  void broadcastRepeats() {
    for (Type from : Stack.types()) {
      for (Type to : Stack.types()) {
        if (from.broadcastsTo(to) && moves(from, to)) {
          KernelRun run = new KernelRun(Layout.BroadcastTo.of(to), random, from);
          assertArrayEquals(Stack.elements(to, run.operand(0)::at), run.values(), run.toString());
        }
      }
    }
  }

  @Test
  void sumAddsUp() {
    for (Type from : Stack.types()) {
      for (Type to : Stack.types()) {
        if (to.broadcastsTo(from) && moves(from, to)) {
          KernelRun run = new KernelRun(Layout.SumTo.of(to), random, from);
          double[] sums = sums(run.operand(0), to);
          assertClose(sums, run.values(), Tolerance.ROUNDING, run.toString());
          double[] more = Arrays.stream(sums).map(each -> each + 10).toArray();
          assertClose(more, run.added(), Tolerance.ROUNDING, "added " + run);
        }
      }
    }
  }

  private static boolean moves(Type from, Type to) {
    return from.directional() == to.directional() && !from.equals(to);
  }

  private static double[] sums(Stack x, Type to) {
    return Stack.elements(
        to,
        (d, s, r, c) -> {
          double sum = 0;
          for (int i = 0; i < (to.perSample() || !x.type().perSample() ? 1 : Stack.SAMPLES); i++) {
            for (int j = 0; j < x.type().rows() / to.rows(); j++) {
              for (int k = 0; k < x.type().columns() / to.columns(); k++) {
                sum += x.at(d, s + i, r + j, c + k);
              }
            }
          }
          return sum;
        });
  }

  @Test
  void sliceTakesColumns() {
    for (Type from : Stack.types()) {
      int end = from.columns();
      for (int first = 0; first < end; first++) {
        int start = first;
        KernelRun run = new KernelRun(new Layout.SliceColumns(start, end), random, from);
        assertArrayEquals(
            Stack.elements(run.type, (d, s, r, c) -> run.operand(0).at(d, s, r, start + c)),
            run.values(),
            run.toString());
      }
    }
  }

  @Test
  void padPutsZerosAround() {
    for (Type from : Stack.types()) {
      KernelRun run = new KernelRun(new Layout.PadColumns(2, 1), random, from);
      assertArrayEquals(
          Stack.elements(
              run.type,
              (d, s, r, c) ->
                  c < 2 || c >= 2 + from.columns() ? 0 : run.operand(0).at(d, s, r, c - 2)),
          run.values(),
          run.toString());
    }
  }

  @Test
  void gatherTakesTheElementAtTheLabel() {
    for (boolean directional : new boolean[] {false, true}) {
      Type from = new Type(directional, true, 1, CLASSES);
      KernelRun run =
          new KernelRun(new Layout.Gather(), random, from, LABEL).withLabels(random, CLASSES);
      assertArrayEquals(
          Stack.elements(run.type, (d, s, r, c) -> run.operand(0).at(d, s, 0, label(run, s))),
          run.values(),
          run.toString());
    }
  }

  @Test
  void scatterPutsTheNumberAtTheLabel() {
    for (Type from : Stack.types()) {
      if (from.size() == 1) {
        KernelRun run =
            new KernelRun(new Layout.Scatter(CLASSES), random, from, LABEL)
                .withLabels(random, CLASSES);
        assertArrayEquals(
            Stack.elements(
                run.type, (d, s, r, c) -> c == label(run, s) ? run.operand(0).at(d, s, 0, 0) : 0),
            run.values(),
            run.toString());
      }
    }
  }

  @Test
  void refusesLabelsWithoutAColumn() {
    Type row = Type.perSample(CLASSES);
    for (double label : new double[] {-1, CLASSES, 0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
      refused(label, new KernelRun(new Layout.Gather(), random, row, LABEL));
      refused(label, new KernelRun(new Layout.Scatter(CLASSES), random, LABEL, LABEL));
    }
  }

  private static void refused(double label, KernelRun run) {
    run.withLabel(label);
    Failure failure = assertThrows(Failure.class, run::values);
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertEquals(
        "a label is %s, but the objective takes integers from 0 to 2; correct the labels"
            .formatted(label),
        failure.getMessage());
  }

  private static int label(KernelRun run, int sample) {
    return (int) run.operand(1).at(0, sample, 0, 0);
  }

  @Test
  void shiftIsTheMaximumOfARow() {
    for (Type from : Stack.types()) {
      KernelRun run = new KernelRun(new Layout.RowMaxShift(), random, from);
      Stack x = run.operand(0);
      assertArrayEquals(
          Stack.elements(
              run.type,
              (d, s, r, c) ->
                  Math.max(x.at(d, s, r, 0), Math.max(x.at(d, s, r, 1), x.at(d, s, r, 2)))),
          run.values(),
          run.toString());
    }
  }
}
