package io.sparkhessian.io.output;

import io.sparkhessian.Failure;

/**
 * A file of a result that differs from the manifest.
 *
 * @param path relative to the output directory
 * @param damage the difference, which follows the path in a sentence
 */
public record DamagedFile(String path, String damage) {

  /** The failure to read a result because of this file. */
  Failure refusal(String result) {
    return Failure.input(
        "%s/%s %s; run the job again with --overwrite".formatted(result, path, damage));
  }
}
