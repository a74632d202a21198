package io.sparkhessian.io.output;

import io.sparkhessian.Failure;

/**
 * A file of a result that is not as the manifest says.
 *
 * @param path below the output directory
 * @param damage what is wrong, to follow the path in a sentence
 */
public record DamagedFile(String path, String damage) {

  /** What is said of it where the result is not read for it. */
  Failure refusal(String result) {
    return Failure.input(
        "%s/%s %s; run the job again with --overwrite".formatted(result, path, damage));
  }
}
