package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.curvature.spectral.ExactSpectrum;
import io.sparkhessian.linalg.Eigenpairs;
import io.sparkhessian.quantity.products.OperatorPart;
import io.sparkhessian.quantity.products.OperatorRun;
import io.sparkhessian.quantity.products.Residuals;
import java.io.IOException;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** All eigenvalues of a matrix that the driver holds, and eigenvectors of the extreme ones. */
public record ExactEigenvalues(EigenvalueSpec spec) {
  private static final String METHOD = "all eigenvalues of the matrix by LAPACK";

  /** Gives the matrix anew, since what is computed of it writes over it. */
  @FunctionalInterface
  interface Source {
    DMatrixRMaj read() throws IOException;
  }

  /** Bytes that the driver needs for a matrix of this size. */
  public long bytes(int size) {
    long vectors = spec.eigenvectors() ? 3L * Double.BYTES * wanted(size) * size : 0;
    return ExactSpectrum.bytes(size, spec.eigenvectors()) + vectors;
  }

  /** How many eigenvectors there are of a matrix of this size. */
  public int wanted(int size) {
    return spec.eigenvectors() ? Math.min(size, ends() * Math.min(spec.count(), size)) : 0;
  }

  private int ends() {
    return spec.end() == EigenvalueEnd.BOTH ? 2 : 1;
  }

  FoundEigenvalues of(OperatorRun run, OperatorPart part, Source matrix) throws IOException {
    ExactSpectrum spectrum = new ExactSpectrum(run.eigensolver());
    double[] values = spectrum.values(matrix.read());
    int size = values.length;
    double magnitude = Math.max(Math.abs(values[0]), Math.abs(values[size - 1]));
    int wanted = wanted(size);
    if (wanted == 0) {
      return new FoundEigenvalues(
          METHOD, values, new int[0], new DMatrixRMaj(0, size), new double[0], magnitude, 0);
    }
    int low = lowest(values, wanted);
    int high = wanted - low;
    int[] paired =
        IntStream.concat(IntStream.range(0, low), IntStream.range(size - high, size)).toArray();
    DMatrixRMaj vectors = new DMatrixRMaj(wanted, size);
    if (low > 0) {
      copy(spectrum.pairs(matrix.read(), 0, low), vectors, 0);
    }
    if (high > 0) {
      copy(spectrum.pairs(matrix.read(), size - high, size), vectors, low);
    }
    double[] residuals = residuals(run, part, values, paired, vectors, magnitude);
    return new FoundEigenvalues(METHOD, values, paired, vectors, residuals, magnitude, wanted);
  }

  /** How many of the wanted ones are at the lower end. */
  private int lowest(double[] values, int wanted) {
    return switch (spec.end()) {
      case LARGEST -> 0;
      case SMALLEST -> wanted;
      case BOTH -> wanted - Math.min(spec.count(), wanted);
      case MAGNITUDE -> {
        int low = 0;
        while (low < wanted
            && Math.abs(values[low]) > Math.abs(values[values.length - (wanted - low)])) {
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

  /** By products with directions, which have nothing to do with how the matrix was computed. */
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
