package io.sparkhessian.quantity.products;

import org.ejml.data.DMatrixRMaj;

/**
 * What can be said at a glance of products Hv: the curvature along a vector is vᵀHv / vᵀv.
 *
 * @param largest max |Hv|
 * @param smallestCurvature infinite when all vectors are zero
 * @param largestCurvature likewise
 * @param negative along how many vectors it is below zero
 */
public record ProductStatistics(
    double largest, double smallestCurvature, double largestCurvature, long negative) {
  public static final ProductStatistics OF_NONE =
      new ProductStatistics(0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0);

  /** Whether there is a vector that is not zero. */
  public boolean hasCurvature() {
    return smallestCurvature <= largestCurvature;
  }

  /** With more vectors and their products. */
  public ProductStatistics with(DMatrixRMaj vectors, DMatrixRMaj products) {
    ProductStatistics all = this;
    for (int row = 0; row < vectors.numRows; row++) {
      all = all.with(vectors.data, products.data, row * vectors.numCols, vectors.numCols);
    }
    return all;
  }

  private ProductStatistics with(double[] vectors, double[] products, int from, int size) {
    double most = largest;
    for (int i = from; i < from + size; i++) {
      most = Math.max(most, Math.abs(products[i]));
    }
    double curvature = curvature(vectors, products, from, size);
    if (!Double.isFinite(curvature)) { // the vector is zero
      return new ProductStatistics(most, smallestCurvature, largestCurvature, negative);
    }
    return new ProductStatistics(
        most,
        Math.min(smallestCurvature, curvature),
        Math.max(largestCurvature, curvature),
        negative + (curvature < 0 ? 1 : 0));
  }

  /** vᵀHv / vᵀv of the numbers from one place on; NaN for a vector that is zero. */
  public static double curvature(double[] vectors, double[] products, int from, int size) {
    double scale = 0; // squares of huge and of tiny numbers are no numbers
    for (int i = from; i < from + size; i++) {
      scale = Math.max(scale, Math.abs(vectors[i]));
    }
    double curvature = 0;
    double square = 0;
    for (int i = from; i < from + size; i++) {
      double v = vectors[i] / scale;
      curvature += v * (products[i] / scale);
      square += v * v;
    }
    return curvature / square;
  }
}
