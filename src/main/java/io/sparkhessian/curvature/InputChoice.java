package io.sparkhessian.curvature;

import io.sparkhessian.curvature.inputs.InputWay;
import java.util.Optional;

/** Which of two ways computes a derivative by the inputs. */
enum InputChoice {
  /** The one with fewer operations. */
  FEWER_FLOPS,
  /** Linear sites, which there have to be. */
  SITES,
  /** A direction a feature. */
  DIRECTIONS;

  InputWay of(InputWay directions, Optional<InputWay> sites) {
    return switch (this) {
      case DIRECTIONS -> directions;
      case SITES -> sites.orElseThrow();
      case FEWER_FLOPS ->
          sites.filter(way -> way.form().flops() <= directions.form().flops()).orElse(directions);
    };
  }
}
