package io.sparkhessian.curvature.spectral;

import io.sparkhessian.Failure;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.Eigenpairs;
import io.sparkhessian.linalg.Eigensolver;
import io.sparkhessian.linalg.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The spectral density of an operator by stochastic Lanczos quadrature: a few Lanczos steps from
 * each random probe with full reorthogonalisation (Ubaru, Chen and Saad 2017; Ghorbani et al.
 * 2019).
 *
 * @param steps number of products per probe
 * @param seed seed of the probes, each of which depends only on the seed and its number
 */
public record SpectralDensity(
    LinearOperator operator, int steps, RandomVectors kind, long seed, DenseKernels dense) {

  public SpectralDensity {
    if (steps < 1) {
      throw Failure.input("%d Lanczos steps; use at least one".formatted(steps));
    }
  }

  /** Bytes needed for {@code together} probes at once. */
  public static long bytes(int size, int steps, int together) {
    return (long) Double.BYTES * size * together * (Math.min(steps, size) + 3L);
  }

  /** The quadrature nodes and weights of all probes, {@code together} of them at once. */
  public List<WeightedSpectrum> probes(int count, int together) {
    List<WeightedSpectrum> all = new ArrayList<>();
    for (int first = 0; first < count; first += together) {
      all.addAll(probes(first, Math.min(together, count - first), operator.size()));
    }
    return all;
  }

  private List<WeightedSpectrum> probes(int first, int count, int size) {
    DMatrixRMaj starts = kind.rows(seed, first, count, size);
    List<Probe> all = IntStream.range(0, count).mapToObj(i -> new Probe(starts, i)).toList();
    List<Probe> active = new ArrayList<>(all);
    for (int step = 0; step < steps && !active.isEmpty(); step++) {
      DMatrixRMaj vectors = new DMatrixRMaj(active.size(), size);
      for (int i = 0; i < active.size(); i++) {
        active.get(i).copyNext(vectors, i);
      }
      DMatrixRMaj products = operator.times(vectors);
      for (int i = 0; i < active.size(); i++) {
        active.get(i).take(products, i);
      }
      active.removeIf(Probe::isFinished);
    }
    return all.stream().map(Probe::quadrature).toList();
  }

  /** The Lanczos process from one probe. */
  private final class Probe {
    private final OrthonormalRows basis;
    private final double[] alphas = new double[Math.min(steps, operator.size())];
    private final double[] betas = new double[alphas.length];
    private int taken;
    private double scale;

    Probe(DMatrixRMaj starts, int number) {
      basis = new OrthonormalRows(alphas.length, operator.size(), dense);
      basis.add(starts, number, Rows.norm(starts, number));
    }

    void copyNext(DMatrixRMaj vectors, int row) {
      int size = vectors.numCols;
      System.arraycopy(basis.matrix().data, taken * size, vectors.data, row * size, size);
    }

    void take(DMatrixRMaj products, int row) {
      alphas[taken] = basis.remove(products, row)[taken];
      double beta = Rows.norm(products, row);
      scale = Math.max(scale, Math.max(Math.abs(alphas[taken]), beta));
      betas[taken] = beta <= OrthonormalRows.ROUNDING * scale ? 0 : beta;
      if (betas[taken] > 0 && taken + 1 < alphas.length) {
        basis.add(products, row, beta);
      }
      taken++;
    }

    /** Whether all steps are done, or the space is invariant and the quadrature exact. */
    boolean isFinished() {
      return taken == alphas.length || betas[taken - 1] == 0;
    }

    WeightedSpectrum quadrature() {
      DMatrixRMaj tridiagonal = new DMatrixRMaj(taken, taken);
      for (int i = 0; i < taken; i++) {
        tridiagonal.set(i, i, alphas[i]);
        if (i + 1 < taken) {
          tridiagonal.set(i, i + 1, betas[i]);
          tridiagonal.set(i + 1, i, betas[i]);
        }
      }
      Eigenpairs pairs = Eigensolver.plainJava().pairs(tridiagonal, 0, taken);
      double[] weights = new double[taken];
      Arrays.setAll(weights, i -> pairs.vectors().get(i, 0) * pairs.vectors().get(i, 0));
      double sum = Arrays.stream(weights).sum(); // 1 up to rounding
      return new WeightedSpectrum(
          pairs.values(), Arrays.stream(weights).map(weight -> weight / sum).toArray());
    }
  }
}
