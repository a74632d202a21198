package io.sparkhessian.job;

import java.util.List;

/** A list in a job file. */
record YamlList(String place, String path, List<YamlNode> items) implements YamlNode {
  YamlList {
    items = List.copyOf(items);
  }

  @Override
  public String shown() {
    return "a list";
  }
}
