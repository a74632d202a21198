package io.sparkhessian.toy;

import io.sparkhessian.job.ObjectiveSpec;
import java.util.Map;

/** The settings of {@link ToyDecay}: a column of the data, and a file of the model. */
record ToyDecaySpec(String time, String rate) implements ObjectiveSpec {
  @Override
  public String word() {
    return ToyDecay.WORD;
  }

  @Override
  public Map<String, Object> resolved() {
    return Map.of("time", time, "rate", rate);
  }

  @Override
  public String description() {
    return "decay over " + time;
  }

  @Override
  public boolean hasParameters() {
    return true;
  }

  @Override
  public boolean needsFeatures() {
    return false;
  }
}
