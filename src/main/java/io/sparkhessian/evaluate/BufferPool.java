package io.sparkhessian.evaluate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** Matrices that are used again: fresh memory is dear, its pages have to be faulted in. */
final class BufferPool {
  private final Map<Integer, Deque<DMatrixRMaj>> free = new HashMap<>();

  /** A matrix of this shape; what it holds is undefined. */
  DMatrixRMaj take(int rows, int columns) {
    int size = Math.multiplyExact(rows, columns);
    DMatrixRMaj matrix = free.computeIfAbsent(size, any -> new ArrayDeque<>()).poll();
    if (matrix == null) {
      return new DMatrixRMaj(rows, columns);
    }
    matrix.reshape(rows, columns);
    return matrix;
  }

  void giveBack(DMatrixRMaj matrix) {
    free.get(matrix.getNumElements()).push(matrix);
  }
}
