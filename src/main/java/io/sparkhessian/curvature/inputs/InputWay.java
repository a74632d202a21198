package io.sparkhessian.curvature.inputs;

import java.io.Serializable;

/** Makes a form where it is used, of graphs that were derived once. */
@FunctionalInterface
public interface InputWay extends Serializable {
  InputForm form();
}
