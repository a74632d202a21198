package io.sparkhessian.job.yaml;

import io.sparkhessian.Failure;

/** A value of a job file with its position and its path of keys. */
public sealed interface YamlNode permits YamlScalar, YamlNull, YamlList, YamlSection {
  /** Returns the position: {@code file:line:column}, or the {@code --set} that gave the value. */
  String place();

  /** Returns the path from the root, such as {@code objective.layers[0]}; empty for the root. */
  String path();

  /** Returns a description of the value for messages. */
  String shown();

  /** Returns the failure of a value with the wrong type or range. */
  default Failure mustBe(String wanted) {
    return Failure.input(
        "%s: %s must be %s, not %s"
            .formatted(place(), MessageText.quoted(path()), wanted, shown()));
  }

  /** Returns the failure of a value with any other mistake. */
  default Failure wrong(String complaint) {
    return Failure.input("%s: %s %s".formatted(place(), MessageText.quoted(path()), complaint));
  }
}
