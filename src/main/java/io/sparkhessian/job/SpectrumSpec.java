package io.sparkhessian.job;

import java.util.Optional;

/**
 * What is computed of a spectrum: eigenvalues, their density or both.
 *
 * @param seed of the random vectors of Lanczos and of the density
 */
public record SpectrumSpec(
    Optional<EigenvalueSpec> eigenvalues, Optional<DensitySpec> density, long seed)
    implements OperatorQuantity {}
