package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.job.QuantitySection;
import io.sparkhessian.quantity.Computation;
import io.sparkhessian.quantity.Quantity;
import io.sparkhessian.quantity.report.ResultNumbers;
import io.sparkhessian.quantity.report.Sections;
import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** Eigenvalues, eigenvectors and spectral densities. */
public final class SpectrumQuantity implements Quantity<SpectrumSpec> {
  static final String WORD = "spectrum";

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public List<String> keys() {
    return SpectrumReader.KEYS;
  }

  @Override
  public SpectrumSpec read(QuantitySection section) {
    return new SpectrumReader(section).read();
  }

  @Override
  public List<String> files() {
    return List.of(
        StoredSpectrum.SUMMARY,
        StoredSpectrum.EIGENVALUES,
        StoredSpectrum.EIGENVECTORS,
        StoredSpectrum.RESIDUALS,
        StoredSpectrum.QUADRATURE,
        StoredSpectrum.DENSITY,
        StoredSpectrum.BLOCKS);
  }

  @Override
  public String title(SpectrumSpec spec) {
    return "spectrum of the " + spec.of().title();
  }

  @Override
  public Computation<?> computation(LoadedJob loaded, SpectrumSpec spec, Planner planner) {
    return SpectrumPlanner.of(loaded, spec, planner);
  }

  @Override
  public Sections sections(JavaSparkContext spark, ResultNumbers numbers, SpectrumSpec spec)
      throws IOException {
    return new SpectralSections(spark.hadoopConfiguration(), numbers, spec).read(spec.of().kind());
  }
}
