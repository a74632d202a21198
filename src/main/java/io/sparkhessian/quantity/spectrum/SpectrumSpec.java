package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.job.QuantitySpec;
import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.quantity.BlockChoice;
import io.sparkhessian.quantity.MatrixChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of eigenvalues, spectral density or both.
 *
 * @param blocks partition into diagonal blocks, whose spectra are computed in addition
 * @param seed seed of the random vectors of Lanczos and of the density
 */
public record SpectrumSpec(
    MatrixChoice of,
    Optional<BlockChoice> blocks,
    Optional<EigenvalueSpec> eigenvalues,
    Optional<DensitySpec> density,
    long seed)
    implements QuantitySpec {
  /** A value of the key {@code find}. */
  public enum Find {
    EIGENVALUES,
    DENSITY
  }

  @Override
  public String word() {
    return SpectrumQuantity.WORD;
  }

  @Override
  public boolean isTiled() {
    return true;
  }

  @Override
  public Map<String, Object> resolved() {
    Map<String, Object> keys = new LinkedHashMap<>();
    blocks.ifPresent(choice -> keys.put(BlockChoice.KEY, Choice.name(choice)));
    of.addTo(keys);
    List<String> found = new ArrayList<>();
    eigenvalues.ifPresent(any -> found.add(Choice.name(Find.EIGENVALUES)));
    density.ifPresent(any -> found.add(Choice.name(Find.DENSITY)));
    keys.put("find", found);
    eigenvalues.ifPresent(wanted -> wanted.addTo(keys));
    density.ifPresent(
        wanted -> {
          keys.put("probes", (long) wanted.probes());
          keys.put("steps", (long) wanted.steps());
        });
    boolean exact = eigenvalues.filter(e -> e.method() == SpectrumMethod.EXACT).isPresent();
    if (density.isPresent() || !exact) {
      keys.put("seed", seed);
    }
    return keys;
  }
}
