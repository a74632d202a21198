package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.spectral.Probes;
import io.sparkhessian.io.npy.VectorFile;
import io.sparkhessian.quantity.check.Recomputed;
import io.sparkhessian.quantity.check.RelativeError;
import io.sparkhessian.quantity.products.OperatorChecks;
import io.sparkhessian.quantity.products.OperatorPart;
import io.sparkhessian.quantity.products.Residuals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * Checks eigenvalues and eigenvectors: eigenvectors by the residual ‖H v − λ v‖ from central
 * differences of the gradient, extreme eigenvalues by recomputation, and complete spectra by the
 * sum and the sum of squares, from products with all one-hot vectors.
 */
record EigenvalueCheck(SpectrumComputation job, OperatorChecks checks, SpectrumErrors errors) {
  /**
   * Checks the eigenvalues of a part.
   *
   * @param count number of eigenvectors to check
   * @return the largest |λ|
   */
  double of(OperatorPart part, StoredSpectrum stored, int count, Random random) throws IOException {
    EigenvalueSpec wanted = spec().eigenvalues().orElseThrow();
    int size = part.block().size();
    boolean exact = wanted.isExact(size);
    LanczosEigenvalues lanczos = new LanczosEigenvalues(wanted, spec().seed());
    int pairs = exact ? new ExactEigenvalues(wanted).count(size) : lanczos.count(size);
    double[] values = stored.eigenvalues();
    requireComplete(part, stored, exact ? size : pairs, pairs);
    double magnitude = RelativeError.largest(values);
    if (pairs == 0) {
      return magnitude;
    }
    List<Integer> chosen = Probes.numbers(random, count, pairs);
    DMatrixRMaj vectors = null;
    if (!exact) {
      Eigenvalues again =
          checks.recompute(job.product(), job.planner(), run -> lanczos.of(run, part));
      String file = part.path() + StoredSpectrum.EIGENVALUES;
      magnitude = again.magnitude();
      errors.add(Recomputed.of(file, values, again.values(), magnitude));
      errors.extendScale(magnitude);
      vectors = chosen(again.vectors(), chosen);
    }
    if (wanted.eigenvectors()) {
      vectors = stored(part, chosen, pairs);
    }
    DMatrixRMaj products = checks.products(part, vectors);
    for (int k = 0; k < chosen.size(); k++) {
      int number = chosen.get(k);
      double value = values[stored.paired()[number]];
      double allowed = Math.min(stored.residuals()[number], wanted.tolerance());
      errors.residual(Residuals.norm(products, vectors, value, k), magnitude, allowed);
      errors.note(Math.abs(Residuals.norm(vectors, k) - 1));
    }
    errors.sampled(chosen);
    return magnitude;
  }

  private void requireComplete(OperatorPart part, StoredSpectrum stored, int count, int pairs) {
    boolean complete =
        stored.eigenvalues().length == count
            && stored.paired().length == pairs
            && stored.residuals().length == pairs
            && Arrays.stream(stored.paired()).allMatch(i -> i >= 0 && i < count);
    if (!complete) {
      throw errors.damaged(part, StoredSpectrum.EIGENVALUES);
    }
  }

  private static DMatrixRMaj chosen(DMatrixRMaj vectors, List<Integer> rows) {
    int size = vectors.numCols;
    DMatrixRMaj picked = new DMatrixRMaj(rows.size(), size);
    for (int k = 0; k < rows.size(); k++) {
      System.arraycopy(vectors.data, rows.get(k) * size, picked.data, k * size, size);
    }
    return picked;
  }

  private DMatrixRMaj stored(OperatorPart part, List<Integer> chosen, int count)
      throws IOException {
    VectorFile file;
    try {
      file =
          checks
              .tasks()
              .vectors(
                  errors.out().child(part.path() + StoredSpectrum.EIGENVECTORS),
                  part.block().size());
    } catch (Failure failure) {
      throw errors.damaged(part, StoredSpectrum.EIGENVECTORS);
    }
    if (file.count() != count) {
      throw errors.damaged(part, StoredSpectrum.EIGENVECTORS);
    }
    return OperatorChecks.rows(file, chosen);
  }

  /** Checks the sums of eigenvalues and of squared eigenvalues of all complete spectra. */
  void moments() throws IOException {
    List<OperatorPart> exact =
        job.parts().stream()
            .filter(
                part ->
                    spec()
                        .eigenvalues()
                        .filter(wanted -> wanted.isExact(part.block().size()))
                        .isPresent())
            .toList();
    if (exact.isEmpty()) {
      return;
    }
    List<double[]> spectra = new ArrayList<>();
    for (OperatorPart part : exact) {
      spectra.add(StoredSpectrum.read(errors.out(), part.path()).eigenvalues());
    }
    double[] units = spectra.stream().mapToDouble(RelativeError::largest).toArray();
    Arrays.setAll(units, k -> units[k] == 0 ? 1 : units[k]); // avoids overflow of the squares
    double[][] moments = checks.moments(job.product(), job.planner(), exact, units);
    for (int k = 0; k < moments.length; k++) {
      double unit = units[k];
      double[] values = Arrays.stream(spectra.get(k)).map(value -> value / unit).toArray();
      double sum = Arrays.stream(values).sum();
      double sizes = Arrays.stream(values).map(Math::abs).sum();
      double squares = Arrays.stream(values).map(value -> value * value).sum();
      String file = exact.get(k).path() + StoredSpectrum.EIGENVALUES;
      errors.add(new Recomputed("sum of " + file, relative(sum - moments[k][0], sizes)));
      errors.add(new Recomputed("squares of " + file, relative(squares - moments[k][1], squares)));
    }
  }

  private static double relative(double error, double scale) {
    return error == 0 ? 0 : Math.abs(error) / scale;
  }

  private SpectrumSpec spec() {
    return job.spec();
  }
}
