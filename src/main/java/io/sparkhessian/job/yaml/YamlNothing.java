package io.sparkhessian.job.yaml;

import io.sparkhessian.Failure;

/** A key or list item in a job file without a value. */
public record YamlNothing(String place, String path) implements YamlNode {
  @Override
  public String shown() {
    return "nothing";
  }

  @Override
  public Failure mustBe(String wanted) {
    return wrong("has no value; it must be " + wanted + ", or leave the key out");
  }
}
