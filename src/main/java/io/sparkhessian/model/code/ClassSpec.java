package io.sparkhessian.model.code;

import io.sparkhessian.job.ObjectiveSpec;
import io.sparkhessian.job.yaml.PlainValues;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of an objective that is a class.
 *
 * @param className the public class that implements the objective
 * @param arguments plain values (String, Long, Double, Boolean, List, Map) for its constructor
 */
public record ClassSpec(String className, Map<String, Object> arguments) implements ObjectiveSpec {
  public ClassSpec {
    arguments = PlainValues.copy(arguments);
  }

  @Override
  public String word() {
    return ClassSource.WORD;
  }

  @Override
  public Map<String, Object> resolved() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("class", className);
    if (!arguments.isEmpty()) {
      map.put("arguments", arguments);
    }
    return map;
  }

  @Override
  public String description() {
    return className;
  }

  @Override
  public boolean needsData() {
    return false;
  }

  @Override
  public boolean needsLabel() {
    return false;
  }

  @Override
  public boolean needsFeatures() {
    return false;
  }
}
