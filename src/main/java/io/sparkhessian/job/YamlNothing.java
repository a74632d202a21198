package io.sparkhessian.job;

import io.sparkhessian.Failure;

/** A key or list item in a job file without a value. */
record YamlNothing(String place, String path) implements YamlNode {
  @Override
  public String shown() {
    return "nothing";
  }

  @Override
  public Failure mustBe(String wanted) {
    return wrong("has no value; it must be " + wanted + ", or leave the key out");
  }
}
