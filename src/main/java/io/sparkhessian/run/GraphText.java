package io.sparkhessian.run;

import io.sparkhessian.graph.Graph;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Op;
import io.sparkhessian.graph.Values;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;

/**
 * Canonical text of a graph: every operation with its operands and attributes, then the outputs.
 * Graphs with equal texts compute the same values in the same order.
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

  /** Appends an attribute; doubles as bits, since their digits differ between Java versions. */
  private GraphText add(String name, Object value) {
    text.append(' ').append(name).append('=');
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
