package io.sparkhessian.curvature;

import io.sparkhessian.curvature.inputs.InputFormFactory;
import java.util.Optional;

/** The choice between two methods for a derivative with respect to the inputs. */
enum InputChoice {
  /** The method with fewer operations. */
  FEWER_FLOPS,
  /** Linear sites, which must exist. */
  SITES,
  /** One direction per feature. */
  DIRECTIONS;

  InputFormFactory of(InputFormFactory directions, Optional<InputFormFactory> sites) {
    return switch (this) {
      case DIRECTIONS -> directions;
      case SITES -> sites.orElseThrow();
      case FEWER_FLOPS ->
          sites.filter(site -> site.form().flops() <= directions.form().flops()).orElse(directions);
    };
  }
}
