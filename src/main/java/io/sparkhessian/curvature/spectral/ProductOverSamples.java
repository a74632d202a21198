package io.sparkhessian.curvature.spectral;

import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** A curvature matrix over samples in this process. */
public record ProductOverSamples(CurvatureProduct product, List<Samples> chunks, DenseKernels dense)
    implements LinearOperator {

  @Override
  public int size() {
    return product.problem().layout().size();
  }

  @Override
  public DMatrixRMaj times(DMatrixRMaj vectors) {
    return product.times(vectors, chunks, dense);
  }
}
