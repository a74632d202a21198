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
 * @param operands values of the operands, stacked according to their {@link Type}; null for sparse
 *     features
 * @param features sparse features of the chunk, or null
 * @param out receives the value
 * @param accumulate whether to add the value to the content of {@code out}; only for sums over
 *     samples
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

  /** Number of rows of an operand per direction. */
  int rowsPerDirection(Type type) {
    return (type.perSample() ? samples : 1) * type.rows();
  }

  /** Offset of direction {@code d} of an operand; 0 without directions. */
  int offset(Type type, int d) {
    return type.directional() ? d * rowsPerDirection(type) * type.columns() : 0;
  }

  /** Number of directions of the result; 1 without directions. */
  int outDirections() {
    return node.type().directional() ? directions : 1;
  }
}
