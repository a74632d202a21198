package io.sparkhessian.job.yaml;

import java.util.List;

/** A list in a job file. */
public record YamlList(String place, String path, List<YamlNode> items) implements YamlNode {
  public YamlList {
    items = List.copyOf(items);
  }

  @Override
  public String shown() {
    return "a list";
  }
}
