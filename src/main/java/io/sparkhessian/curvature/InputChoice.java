package io.sparkhessian.curvature;

import io.sparkhessian.curvature.inputs.InputForm;
import java.util.Optional;

/** Which of two ways computes a quantity of the inputs. */
enum InputChoice {
  /** The one with fewer operations. */
  FEWER_FLOPS,
  /** Linear sites, which there have to be. */
  SITES,
  /** A direction a feature. */
  DIRECTIONS;

  InputForm of(InputForm directions, Optional<? extends InputForm> sites) {
    return switch (this) {
      case DIRECTIONS -> directions;
      case SITES -> sites.orElseThrow();
      case FEWER_FLOPS ->
          sites.isPresent() && sites.get().flops() <= directions.flops() ? sites.get() : directions;
    };
  }
}
