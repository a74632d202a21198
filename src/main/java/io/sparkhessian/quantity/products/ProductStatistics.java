package io.sparkhessian.quantity.products;

import org.ejml.data.DMatrixRMaj;

/**
 * Statistics of products Hv and of the curvatures vᵀHv / vᵀv.
 *
 * @param largest max |Hv|
 * @param smallestCurvature smallest curvature; +∞ if all vectors are zero
 * @param largestCurvature largest curvature; −∞ if all vectors are zero
 * @param negative number of vectors with negative curvature
 */
public record ProductStatistics(
    double largest, double smallestCurvature, double largestCurvature, long negative) {
  public static final ProductStatistics EMPTY =
      new ProductStatistics(0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0);

  /** Whether a vector is non-zero. */
  public boolean hasCurvature() {
    return smallestCurvature <= largestCurvature;
  }

  /** Returns the statistics with more vectors and their products. */
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

  /** Returns vᵀHv / vᵀv of the vector at an offset; NaN for a zero vector. */
  public static double curvature(double[] vectors, double[] products, int from, int size) {
    double scale = 0; // avoids overflow and underflow of the squares
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
