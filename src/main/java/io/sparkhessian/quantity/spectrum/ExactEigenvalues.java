package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.curvature.spectral.ExactSpectrum;
import io.sparkhessian.linalg.Eigenpairs;
import io.sparkhessian.quantity.products.OperatorPart;
import io.sparkhessian.quantity.products.OperatorRun;
import io.sparkhessian.quantity.products.Residuals;
import java.io.IOException;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** All eigenvalues of a matrix in driver memory, and eigenvectors of the extreme ones. */
public record ExactEigenvalues(EigenvalueSpec spec) {
  private static final String METHOD = "all eigenvalues of the matrix by LAPACK";

  /** Source of the matrix; each call returns a new copy, which LAPACK overwrites. */
  @FunctionalInterface
  interface Source {
    DMatrixRMaj read() throws IOException;
  }

  /** Returns the driver memory for a matrix of this size, in bytes. */
  public long bytes(int size) {
    long vectors = spec.eigenvectors() ? 3L * Double.BYTES * count(size) * size : 0;
    return ExactSpectrum.bytes(size, spec.eigenvectors()) + vectors;
  }

  /** Number of eigenvectors for a matrix of this size. */
  public int count(int size) {
    return spec.eigenvectors() ? Math.min(size, ends() * Math.min(spec.count(), size)) : 0;
  }

  private int ends() {
    return spec.end() == EigenvalueEnd.BOTH ? 2 : 1;
  }

  Eigenvalues of(OperatorRun run, OperatorPart part, Source matrix) throws IOException {
    ExactSpectrum spectrum = new ExactSpectrum(run.eigensolver());
    double[] values = spectrum.values(matrix.read());
    int size = values.length;
    double magnitude = Math.max(Math.abs(values[0]), Math.abs(values[size - 1]));
    int count = count(size);
    if (count == 0) {
      return new Eigenvalues(
          METHOD, values, new int[0], new DMatrixRMaj(0, size), new double[0], magnitude, 0);
    }
    int low = lowest(values, count);
    int high = count - low;
    int[] paired =
        IntStream.concat(IntStream.range(0, low), IntStream.range(size - high, size)).toArray();
    DMatrixRMaj vectors = new DMatrixRMaj(count, size);
    if (low > 0) {
      copy(spectrum.pairs(matrix.read(), 0, low), vectors, 0);
    }
    if (high > 0) {
      copy(spectrum.pairs(matrix.read(), size - high, size), vectors, low);
    }
    double[] residuals = residuals(run, part, values, paired, vectors, magnitude);
    return new Eigenvalues(METHOD, values, paired, vectors, residuals, magnitude, count);
  }

  /** Number of eigenvectors at the lower end of the spectrum. */
  private int lowest(double[] values, int count) {
    return switch (spec.end()) {
      case LARGEST -> 0;
      case SMALLEST -> count;
      case BOTH -> count - Math.min(spec.count(), count);
      case MAGNITUDE -> {
        int low = 0;
        while (low < count
            && Math.abs(values[low]) > Math.abs(values[values.length - (count - low)])) {
          low++;
        }
        yield low;
      }
    };
  }

  private static void copy(Eigenpairs pairs, DMatrixRMaj vectors, int row) {
    System.arraycopy(
        pairs.vectors().data,
        0,
        vectors.data,
        row * vectors.numCols,
        pairs.vectors().getNumElements());
  }

  /** Returns relative residuals from products along directions, independent of the matrix. */
  private static double[] residuals(
      OperatorRun run,
      OperatorPart part,
      double[] values,
      int[] paired,
      DMatrixRMaj vectors,
      double scale) {
    DMatrixRMaj products = run.of(part, "residuals").times(vectors);
    double[] residuals = new double[paired.length];
    for (int k = 0; k < paired.length; k++) {
      double residual = Residuals.norm(products, vectors, values[paired[k]], k);
      residuals[k] = residual == 0 ? 0 : residual / scale;
    }
    return residuals;
  }
}
