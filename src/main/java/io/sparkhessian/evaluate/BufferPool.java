package io.sparkhessian.evaluate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** A pool of matrices to reuse, because allocation is expensive (page faults). */
final class BufferPool {
  private final Map<Integer, Deque<DMatrixRMaj>> free = new HashMap<>();

  /** A matrix with undefined content. */
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
