package io.sparkhessian.job;

import io.sparkhessian.objective.Loss;
import java.util.List;

/** The kinds of objective that a job file can name; some are known but not in this version. */
public enum ObjectiveType {
  MLP(true, Loss.CROSS_ENTROPY, "layers", "activation", "loss", "intercept"),
  LINEAR(true, Loss.SQUARED_ERROR, "intercept"),
  LOGISTIC(true, Loss.LOGISTIC, "intercept"),
  SOFTMAX(true, Loss.CROSS_ENTROPY, "intercept", "classes"),
  POISSON(true, Loss.POISSON, "intercept"),
  CLASS(true, Loss.SQUARED_ERROR, "class", "arguments"),
  GAMMA(false, Loss.SQUARED_ERROR),
  SPARKML(false, Loss.SQUARED_ERROR),
  SQL(false, Loss.SQUARED_ERROR),
  ONNX(false, Loss.SQUARED_ERROR);

  private final boolean available;
  private final Loss impliedLoss;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is
  private final List<String> keys;

  ObjectiveType(boolean available, Loss impliedLoss, String... keys) {
    this.available = available;
    this.impliedLoss = impliedLoss;
    this.keys = List.of(keys);
  }

  /** Whether this version computes it. */
  public boolean available() {
    return available;
  }

  Loss impliedLoss() {
    return impliedLoss;
  }

  /** The keys that belong to it, beside {@code type}. */
  List<String> keys() {
    return keys;
  }
}
