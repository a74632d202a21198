package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.curvature.spectral.WeightedSpectrum;
import io.sparkhessian.quantity.check.Recomputed;
import io.sparkhessian.quantity.check.RelativeError;
import io.sparkhessian.quantity.products.OperatorChecks;
import io.sparkhessian.quantity.products.OperatorPart;
import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Checks a spectral density by recomputation, and its mean by zᵀHz of the probes z, with Hz from
 * central differences of the gradient.
 */
record DensityCheck(SpectrumComputation job, OperatorChecks checks, SpectrumErrors errors) {
  void of(OperatorPart part, StoredSpectrum stored, Random random) throws IOException {
    if (!stored.hasDensity()) {
      throw errors.damaged(part, StoredSpectrum.QUADRATURE);
    }
    DensitySpec wanted = spec().density().orElseThrow();
    SpectrumDensity density = new SpectrumDensity(wanted, spec().seed());
    WeightedSpectrum found = new WeightedSpectrum(stored.points(), stored.weights());
    WeightedSpectrum again =
        checks.recompute(job.product(), job.planner(), run -> density.of(run, part));
    double scale = Math.max(RelativeError.largest(found.points()), checks.curvature(part, random));
    errors.extendScale(scale);
    double distance = found.distance(again);
    errors.add(
        new Recomputed(
            part.path() + StoredSpectrum.QUADRATURE, distance == 0 ? 0 : distance / scale));
    double[] curve = found.density(SpectrumDensity.grid(found), SpectrumDensity.width(found));
    errors.add(Recomputed.of(part.path() + StoredSpectrum.DENSITY, stored.density(), curve, 0));
    double error = Math.abs(stored.mean() - mean(part, wanted.probes(), density));
    errors.note(error == 0 ? 0 : error / scale);
    errors.sampled(IntStream.range(0, wanted.probes()).boxed().toList());
  }

  /** Returns the mean of zᵀHz / zᵀz over the probes. */
  private double mean(OperatorPart part, int probes, SpectrumDensity density) {
    int size = part.block().size();
    double sum = 0;
    for (int first = 0; first < probes; first += density.batch(size)) {
      int count = Math.min(density.batch(size), probes - first);
      DMatrixRMaj vectors = SpectrumDensity.KIND.rows(spec().seed(), first, count, size);
      DMatrixRMaj products = checks.products(part, vectors);
      for (int i = 0; i < vectors.getNumElements(); i++) {
        sum += vectors.data[i] * products.data[i];
      }
    }
    return sum / size / probes;
  }

  private SpectrumSpec spec() {
    return job.spec();
  }
}
