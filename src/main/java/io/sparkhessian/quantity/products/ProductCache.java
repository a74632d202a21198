package io.sparkhessian.quantity.products;

import io.sparkhessian.curvature.spectral.LinearOperator;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.distributed.tasks.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Operator with a durable cache of its products. Each method is a deterministic function of its
 * products, so a later run with the same cache reaches the same state bit for bit and repeats no
 * product.
 */
final class ProductCache implements LinearOperator {
  private final LinearOperator operator;
  private final Pieces pieces;
  private final Progress.Counter done;
  private int next;
  private int resumed;

  /**
   * @param first index of the next product
   * @param done counter of cached products
   */
  ProductCache(LinearOperator operator, Pieces pieces, int first, Progress.Counter done) {
    this.next = first;
    this.resumed = first;
    this.operator = operator;
    this.pieces = pieces;
    this.done = done;
  }

  /** Number of products restored from an earlier run. */
  int resumed() {
    return resumed;
  }

  @Override
  public int size() {
    return operator.size();
  }

  @Override
  public DMatrixRMaj times(DMatrixRMaj vectors) {
    int number = next++;
    try {
      Optional<double[]> cached = pieces.find(number, vectors.getNumElements());
      if (cached.isPresent()) {
        resumed += vectors.numRows;
        done.add(vectors.numRows);
        return DMatrixRMaj.wrap(vectors.numRows, vectors.numCols, cached.get());
      }
      DMatrixRMaj products = operator.times(vectors);
      pieces.keep(number, products.data);
      return products;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
