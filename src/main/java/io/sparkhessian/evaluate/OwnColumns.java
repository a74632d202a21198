package io.sparkhessian.evaluate;

import io.sparkhessian.graph.Binary;
import io.sparkhessian.graph.Leaf;
import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Product;
import io.sparkhessian.graph.Type;
import io.sparkhessian.graph.Unary;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.View;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/**
 * Tangents of unit seeds that are zero outside the seed's own column, from the seed to the first
 * product. Such a tangent is stored as that column, (directions · samples) × 1, and its product
 * with a shared matrix has rank one.
 */
final class OwnColumns {
  private static final Set<Class<?>> ELEMENTWISE =
      Set.of(
          Unary.Negate.class,
          Binary.Add.class,
          Binary.Subtract.class,
          Binary.Multiply.class,
          Binary.Divide.class);

  private final Directions.Units units;
  private final int samples;

  OwnColumns(Directions.Units units, int samples) {
    this.units = units;
    this.samples = samples;
  }

  /** The steps of a pass that are stored as one column for seeds of a value. */
  static Set<Node> of(List<Node> pass, String value) {
    Set<Node> own = new HashSet<>();
    for (Node node : pass) {
      if (node.type().directional() && node.type().perSample() && node.type().columns() > 1) {
        boolean seed = node.op() instanceof Leaf.Seed leaf && leaf.name().equals(value);
        if (seed || isElementwise(node, own)) {
          own.add(node);
        }
      }
    }
    return own;
  }

  /**
   * Whether zeros outside the column stay zero: a sum needs two single-column terms, a product one
   * such factor.
   */
  private static boolean isElementwise(Node node, Set<Node> own) {
    if (!ELEMENTWISE.contains(node.op().getClass())) {
      return false;
    }
    boolean left = own.contains(node.operand(0));
    if (node.op() instanceof Unary) {
      return left;
    }
    Node other = node.operand(1);
    boolean right = own.contains(other);
    if (node.op() instanceof Binary.Multiply) {
      return (left && (right || isFixed(other))) || (right && isFixed(node.operand(0)));
    }
    return left && (node.op() instanceof Binary.Divide ? !right && isFixed(other) : right);
  }

  private static boolean isFixed(Node node) {
    return !node.type().directional() && node.type().rows() == 1;
  }

  /**
   * Computes the column of an elementwise step.
   *
   * @param held whether each operand is stored as one column
   */
  void elementwise(Node node, List<DMatrixRMaj> operands, boolean[] held, DMatrixRMaj out) {
    double[] result = out.data;
    if (node.op() instanceof Unary) {
      for (int e = 0; e < out.numRows; e++) {
        result[e] = -operands.get(0).data[e];
      }
      return;
    }
    int first = held[0] ? 0 : 1;
    double[] column = operands.get(first).data;
    if (held[1 - first]) {
      System.arraycopy(operands.get(1 - first).data, 0, result, 0, out.numRows);
    } else {
      gather(operands.get(1 - first).data, node.operand(1 - first).type(), result);
    }
    combine(node, column, result, out.numRows);
  }

  /** result ← column ∘ result. */
  private static void combine(Node node, double[] column, double[] result, int length) {
    if (node.op() instanceof Binary.Multiply) {
      for (int e = 0; e < length; e++) {
        result[e] = column[e] * result[e];
      }
    } else if (node.op() instanceof Binary.Divide) {
      for (int e = 0; e < length; e++) {
        result[e] = column[e] / result[e];
      }
    } else if (node.op() instanceof Binary.Add) {
      for (int e = 0; e < length; e++) {
        result[e] = column[e] + result[e];
      }
    } else {
      for (int e = 0; e < length; e++) {
        result[e] = column[e] - result[e];
      }
    }
  }

  /** Copies the column of each direction from a value without directions. */
  private void gather(double[] value, Type type, double[] result) {
    int width = type.columns();
    for (int d = 0; d < units.count(); d++) {
      int column = width == 1 ? 0 : units.from() + d;
      int to = d * samples;
      if (type.perSample()) {
        for (int s = 0; s < samples; s++) {
          result[to + s] = value[s * width + column];
        }
      } else {
        Arrays.fill(result, to, to + samples, value[column]);
      }
    }
  }

  /** Whether a step is a product that {@link #product} computes from a single column. */
  static boolean isProduct(Node node, Set<Node> own) {
    return node.op() instanceof Product.MatMul
        && !node.operand(1).type().directional()
        && own.contains(node.operand(0));
  }

  /** Z[d] = x[d] · (row {@code from} + d of op(B)), which has rank one for each direction. */
  void product(Node node, DenseKernels dense, double[] x, double[] b, double[] z) {
    Type right = node.operand(1).type();
    View stored = View.of(b, right.rows(), right.columns());
    View factor = ((Product.MatMul) node.op()).transposeRight() ? stored.transpose() : stored;
    int columns = node.type().columns();
    for (int d = 0; d < units.count(); d++) {
      View column = View.of(x, d * samples, samples, 1);
      View out = View.of(z, d * samples * columns, samples, columns);
      dense.multiply(column, factor.rows(units.from() + d, 1), 0, out);
    }
  }

  /** Writes the whole value, with zeros in the other columns. */
  void expand(DMatrixRMaj column, DMatrixRMaj whole) {
    Arrays.fill(whole.data, 0, whole.getNumElements(), 0);
    int width = whole.numCols;
    for (int d = 0; d < units.count(); d++) {
      int to = d * samples * width + units.from() + d;
      for (int s = 0; s < samples; s++) {
        whole.data[to + s * width] = column.data[d * samples + s];
      }
    }
  }
}
