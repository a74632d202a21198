package io.sparkhessian.evaluate.kernels;

import io.sparkhessian.graph.Node;
import io.sparkhessian.graph.Type;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.SparseRows;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * One evaluation of one node, for a chunk of samples and a block of directions.
 *
 * @param operands the operands' values, stacked as their {@link Type} says; null where sparse
 * @param features of the chunk, where they are sparse; else null
 * @param out where the value goes
 * @param accumulate whether the value is added to what {@code out} holds; sums over samples only
 */
public record Call(
    DenseKernels dense,
    Node node,
    List<DMatrixRMaj> operands,
    SparseRows features,
    DMatrixRMaj out,
    int directions,
    int samples,
    boolean accumulate) {

  boolean isSparse(int index) {
    return node.operand(index).isSparse();
  }

  double[] operand(int index) {
    return operands.get(index).data;
  }

  Type type(int index) {
    return node.operand(index).type();
  }

  /** Rows of an operand that belong to one direction. */
  int rowsPerDirection(Type type) {
    return (type.perSample() ? samples : 1) * type.rows();
  }

  /** Where direction {@code d} of an operand starts; one without directions serves all of them. */
  int offset(Type type, int d) {
    return type.directional() ? d * rowsPerDirection(type) * type.columns() : 0;
  }

  /** The directions the node has: 1 when it has none of its own. */
  int outDirections() {
    return node.type().directional() ? directions : 1;
  }
}
