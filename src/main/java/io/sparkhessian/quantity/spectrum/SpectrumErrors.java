package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.Failure;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.quantity.check.Recomputed;
import io.sparkhessian.quantity.products.OperatorChecks;
import io.sparkhessian.quantity.products.OperatorPart;
import java.util.ArrayList;
import java.util.List;

/** Errors collected by a check of spectra. */
final class SpectrumErrors {
  /** Allowed ratio of a residual by an independent path to the stored one. */
  private static final double SLACK = 2;

  private final OutputDirectory out;
  private final List<Recomputed> recomputed = new ArrayList<>();
  private final List<Integer> sampled = new ArrayList<>();
  private double worst;
  private double curvature;

  SpectrumErrors(OutputDirectory out) {
    this.out = out;
  }

  OutputDirectory out() {
    return out;
  }

  /** Returns the largest |λ| of all parts. */
  double curvature() {
    return curvature;
  }

  /** Extends the scale of the curvature to an eigenvalue. */
  void extendScale(double magnitude) {
    curvature = Math.max(curvature, magnitude);
  }

  void add(Recomputed error) {
    recomputed.add(error);
  }

  /** Adds the indices of compared vectors or probes. */
  void sampled(List<Integer> indices) {
    sampled.addAll(indices);
  }

  /** Adds an error of a comparison with differences; NaN is kept. */
  void note(double error) {
    worst = Double.isNaN(worst) ? worst : Double.isNaN(error) ? error : Math.max(worst, error);
  }

  /**
   * Adds the excess of a residual over its tolerance.
   *
   * @param residual ‖H v − λ v‖ by an independent path
   * @param scale |λ|max
   * @param allowed the stored relative residual, at most the tolerance of the job
   */
  void residual(double residual, double scale, double allowed) {
    note(residual == 0 ? 0 : Math.max(0, residual / scale - SLACK * allowed));
  }

  Failure damaged(OperatorPart part, String file) {
    return OperatorChecks.damaged(out.child(part.path() + file));
  }

  /**
   * Returns the findings.
   *
   * @param against the independent path of the comparison
   * @param first errors of loss and gradient
   * @param summaries errors of the summary of each part
   */
  Findings findings(String against, List<Recomputed> first, List<Recomputed> summaries) {
    List<Recomputed> all = new ArrayList<>(first);
    all.addAll(recomputed);
    all.addAll(summaries);
    return Findings.of("vectors", against, sampled, worst, all);
  }
}
