package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.Failure;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.quantity.check.Recomputed;
import io.sparkhessian.quantity.products.OperatorChecks;
import io.sparkhessian.quantity.products.OperatorPart;
import java.util.ArrayList;
import java.util.List;

/** The errors that a check of spectra finds. */
final class SpectrumErrors {
  /** Largest ratio of a residual by another path to the stored one. */
  private static final double SLACK = 2;

  private final OutputDirectory out;
  private final List<Recomputed> recomputed = new ArrayList<>();
  private final List<Integer> looked = new ArrayList<>();
  private double worst;
  private double curvature;

  SpectrumErrors(OutputDirectory out) {
    this.out = out;
  }

  OutputDirectory out() {
    return out;
  }

  /** Returns the largest absolute eigenvalue that was seen. */
  double curvature() {
    return curvature;
  }

  void scale(double magnitude) {
    curvature = Math.max(curvature, magnitude);
  }

  void add(Recomputed error) {
    recomputed.add(error);
  }

  /** Notes which vectors or probes were compared. */
  void looked(List<Integer> numbers) {
    looked.addAll(numbers);
  }

  /** Notes an error of a comparison with differences; NaN stays. */
  void note(double error) {
    worst = Double.isNaN(worst) ? worst : Double.isNaN(error) ? error : Math.max(worst, error);
  }

  /**
   * Notes ‖H v − λ v‖ / |λ|max.
   *
   * @param allowed the stored residual, but no more than the job asks for
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
   * @param against by which path the vectors were compared
   * @param first errors of loss and gradient
   * @param summaries errors of the summaries of the parts
   */
  Findings findings(String against, List<Recomputed> first, List<Recomputed> summaries) {
    List<Recomputed> all = new ArrayList<>(first);
    all.addAll(recomputed);
    all.addAll(summaries);
    return Findings.of("vectors", against, looked, worst, all);
  }
}
