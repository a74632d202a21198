package io.sparkhessian.quantity.products;

import io.sparkhessian.curvature.spectral.LinearOperator;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.distributed.tasks.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * An operator whose products become durable one after the other. Where a method multiplies, what it
 * does next follows from the products alone; so a later run that finds them comes to where this one
 * stopped, bit by bit, and multiplies nothing twice.
 */
final class KeptProducts implements LinearOperator {
  private final LinearOperator operator;
  private final Pieces pieces;
  private final Progress.Counter done;
  private int next;
  private int resumed;

  /**
   * @param first the number of the product that comes next
   * @param done counts the products that are there already
   */
  KeptProducts(LinearOperator operator, Pieces pieces, int first, Progress.Counter done) {
    this.next = first;
    this.resumed = first;
    this.operator = operator;
    this.pieces = pieces;
    this.done = done;
  }

  /** Products that an earlier run has left. */
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
      Optional<double[]> kept = pieces.find(number, vectors.getNumElements());
      if (kept.isPresent()) {
        resumed += vectors.numRows;
        done.add(vectors.numRows);
        return DMatrixRMaj.wrap(vectors.numRows, vectors.numCols, kept.get());
      }
      DMatrixRMaj products = operator.times(vectors);
      pieces.keep(number, products.data);
      return products;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
