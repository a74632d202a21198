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
 * Checks a spectral density by a second computation, and its mean by zᵀHz of its probes from
 * differences of the gradient.
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
        checks.again(job.product(), job.planner(), run -> density.of(run, part));
    double scale = Math.max(RelativeError.largest(found.points()), checks.curvature(part, random));
    errors.scale(scale);
    double distance = found.distance(again);
    errors.add(
        new Recomputed(
            part.path() + StoredSpectrum.QUADRATURE, distance == 0 ? 0 : distance / scale));
    double[] curve = found.density(SpectrumDensity.grid(found), SpectrumDensity.width(found));
    errors.add(Recomputed.of(part.path() + StoredSpectrum.DENSITY, stored.density(), curve, 0));
    double mean = 0;
    for (int i = 0; i < found.points().length; i++) {
      mean += found.points()[i] * found.weights()[i];
    }
    double error = Math.abs(mean - mean(part, wanted.probes(), density));
    errors.note(error == 0 ? 0 : error / scale);
    errors.looked(IntStream.range(0, wanted.probes()).boxed().toList());
  }

  /** The mean of zᵀHz / zᵀz of all probes. */
  private double mean(OperatorPart part, int probes, SpectrumDensity density) {
    int size = part.block().size();
    double sum = 0;
    for (int first = 0; first < probes; first += density.together(size)) {
      int count = Math.min(density.together(size), probes - first);
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
