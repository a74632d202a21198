package io.sparkhessian.model.linear;

import io.sparkhessian.job.ObjectiveSpec;
import io.sparkhessian.objective.Loss;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The settings of a linear model.
 *
 * @param intercept whether there are intercepts
 * @param classes softmax: the number of classes where the file gives it, at least two
 */
public record LinearSpec(LinearSource source, boolean intercept, OptionalInt classes)
    implements ObjectiveSpec {
  @Override
  public String word() {
    return source.word();
  }

  @Override
  public Map<String, Object> resolved() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("intercept", intercept);
    classes.ifPresent(count -> map.put("classes", (long) count));
    return map;
  }

  @Override
  public Optional<Loss> loss() {
    return Optional.of(source.loss());
  }

  @Override
  public boolean freeShifts() {
    return source == LinearSource.SOFTMAX;
  }

  @Override
  public boolean canSeparate() {
    return source == LinearSource.LOGISTIC || source == LinearSource.SOFTMAX;
  }
}
