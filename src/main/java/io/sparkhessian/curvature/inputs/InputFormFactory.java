package io.sparkhessian.curvature.inputs;

import java.io.Serializable;

/** A serialisable factory of a form, with graphs that are derived only once. */
@FunctionalInterface
public interface InputFormFactory extends Serializable {
  InputForm form();
}
