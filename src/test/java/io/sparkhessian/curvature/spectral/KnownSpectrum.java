package io.sparkhessian.curvature.spectral;

import io.sparkhessian.evaluate.Matrices;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;

/** A dense symmetric matrix QΛQᵀ with a random orthogonal Q that counts its products. */
final class KnownSpectrum implements LinearOperator {
  private final double[] ascending;
  private final DMatrixRMaj matrix;
  private int products;

  private KnownSpectrum(double[] ascending, DMatrixRMaj matrix) {
    this.ascending = ascending;
    this.matrix = matrix;
  }

  static KnownSpectrum of(Random random, double... eigenvalues) {
    int size = eigenvalues.length;
    DMatrixRMaj q = RandomMatrices_DDRM.orthogonal(size, size, random);
    DMatrixRMaj scaled = new DMatrixRMaj(size, size);
    CommonOps_DDRM.mult(q, CommonOps_DDRM.diag(eigenvalues), scaled);
    DMatrixRMaj matrix = new DMatrixRMaj(size, size);
    CommonOps_DDRM.multTransB(scaled, q, matrix);
    return new KnownSpectrum(Arrays.stream(eigenvalues).sorted().toArray(), symmetric(matrix));
  }

  private static DMatrixRMaj symmetric(DMatrixRMaj matrix) {
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < i; j++) {
        matrix.set(i, j, matrix.get(j, i));
      }
    }
    return matrix;
  }

  /** Standard normal eigenvalues. */
  static KnownSpectrum normal(Random random, int size) {
    return of(random, Matrices.numbers(Matrices.normal(random, 1, size)));
  }

  /** The matrix multiplied by a positive number. */
  KnownSpectrum scaled(double unit) {
    DMatrixRMaj scaled = matrix.copy();
    CommonOps_DDRM.scale(unit, scaled);
    return new KnownSpectrum(Arrays.stream(ascending).map(each -> each * unit).toArray(), scaled);
  }

  @Override
  public int size() {
    return ascending.length;
  }

  @Override
  public DMatrixRMaj times(DMatrixRMaj vectors) {
    products += vectors.numRows;
    DMatrixRMaj result = new DMatrixRMaj(vectors.numRows, size());
    CommonOps_DDRM.mult(vectors, matrix, result);
    return result;
  }

  int products() {
    return products;
  }

  DMatrixRMaj matrix() {
    return matrix.copy();
  }

  /** All eigenvalues, ascending. */
  double[] ascending() {
    return ascending.clone();
  }

  /** The most extreme eigenvalues, the most extreme first. */
  double[] extreme(int count, SpectrumEnd end) {
    return extreme(ascending, count, end);
  }

  static double[] extreme(double[] all, int count, SpectrumEnd end) {
    return Arrays.stream(all)
        .boxed()
        .sorted((a, b) -> Double.compare(end.extremeness(b), end.extremeness(a)))
        .limit(count)
        .mapToDouble(each -> each)
        .toArray();
  }

  double trace() {
    return Arrays.stream(ascending).sum();
  }
}
