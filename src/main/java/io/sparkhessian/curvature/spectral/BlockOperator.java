package io.sparkhessian.curvature.spectral;

import io.sparkhessian.curvature.layout.DiagonalBlock;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** A diagonal block of an operator, by products with vectors that are zero outside the block. */
public record BlockOperator(LinearOperator whole, DiagonalBlock block) implements LinearOperator {
  @Override
  public int size() {
    return block.size();
  }

  @Override
  public DMatrixRMaj times(DMatrixRMaj vectors) {
    DMatrixRMaj extended = new DMatrixRMaj(vectors.numRows, whole.size());
    CommonOps_DDRM.insert(vectors, extended, 0, block.from());
    DMatrixRMaj products = whole.times(extended);
    return CommonOps_DDRM.extract(products, 0, products.numRows, block.from(), block.to());
  }
}
