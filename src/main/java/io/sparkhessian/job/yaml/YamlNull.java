package io.sparkhessian.job.yaml;

import io.sparkhessian.Failure;

/** A key or list item without a value. */
public record YamlNull(String place, String path) implements YamlNode {
  @Override
  public String shown() {
    return "nothing";
  }

  @Override
  public Failure mustBe(String wanted) {
    return wrong("has no value; give " + wanted + ", or leave the key out");
  }
}
