package io.sparkhessian.run;

import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Op;
import io.sparkhessian.graph.Values;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;

/**
 * A graph as a text that two graphs share only if they compute the same in the same order: every
 * operation with its operands and all that it holds, then the outputs.
 */
final class GraphText {
  private final StringBuilder text = new StringBuilder();

  private GraphText() {}

  static String of(Graph graph) {
    GraphText whole = new GraphText();
    graph.nodes().forEach(whole::add);
    graph.outputs().forEach((name, node) -> whole.add("output", name).add("is", node.id()).end());
    return whole.text.toString();
  }

  private void add(Node node) {
    Op op = node.op();
    text.append(op.getClass().getSimpleName());
    try {
      for (RecordComponent component : op.getClass().getRecordComponents()) {
        add(component.getName(), component.getAccessor().invoke(op));
      }
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
    node.operands().forEach(operand -> add("of", operand.id()));
    end();
  }

  /** Bits of numbers: their digits differ between Java versions. */
  private GraphText add(String what, Object value) {
    text.append(' ').append(what).append('=');
    if (value instanceof Double number) {
      text.append(bits(number));
    } else if (value instanceof Values values) {
      text.append(values.rows()).append('x').append(values.columns());
      for (double number : values.toArray()) {
        text.append(',').append(bits(number));
      }
    } else {
      String shown = String.valueOf(value);
      text.append(shown.length()).append(':').append(shown);
    }
    return this;
  }

  private void end() {
    text.append('\n');
  }

  private static String bits(double number) {
    return Long.toHexString(Double.doubleToRawLongBits(number));
  }
}
