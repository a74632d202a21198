package io.sparkhessian.job.yaml;

import io.sparkhessian.Failure;

/** One value of a job file, with the place that says it and its path of keys. */
public sealed interface YamlNode permits YamlScalar, YamlNothing, YamlList, YamlSection {
  /** Where it stands: {@code file:line:column}, or the {@code --set} that gave it. */
  String place();

  /** Its keys from the root, as in {@code objective.layers[0]}; empty for the root. */
  String path();

  /** What it is, for a message. */
  String shown();

  /** The failure of a value that is not what its key asks for. */
  default Failure mustBe(String wanted) {
    return Failure.input(
        "%s: %s must be %s, not %s".formatted(place(), Shown.quoted(path()), wanted, shown()));
  }

  /** The failure of a value with something else wrong. */
  default Failure wrong(String complaint) {
    return Failure.input("%s: %s %s".formatted(place(), Shown.quoted(path()), complaint));
  }
}
