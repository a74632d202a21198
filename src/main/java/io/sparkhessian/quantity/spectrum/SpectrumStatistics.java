package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.distributed.results.Statistics;
import java.util.List;

/** What can be said at a glance of spectra: that of the whole matrix first, then of its blocks. */
public record SpectrumStatistics(List<Part> parts) implements Statistics {
  public SpectrumStatistics {
    parts = List.copyOf(parts);
  }

  /**
   * The spectrum of a part.
   *
   * @param name "all", or that of a block
   */
  public record Part(String name, StoredSpectrum spectrum) {}
}
