package io.sparkhessian.job;

import io.sparkhessian.job.yaml.YamlScalar;
import io.sparkhessian.job.yaml.YamlSection;

/**
 * The root of a job file, with typed getters for the readers of quantities.
 *
 * @param objective of the same job
 * @param keys known keys, for messages
 */
public record QuantitySection(YamlSection root, ObjectiveSpec objective, KnownKeys keys) {
  private static final int MOST_PROBES = 1_000_000;
  private static final String WHOLE = "a whole number";

  /** Returns a whole number from {@code least} to {@code most}. */
  public int whole(String key, int least, int most, int otherwise) {
    return root.scalar(key, WHOLE).map(given -> given.integer(least, most)).orElse(otherwise);
  }

  public boolean flag(String key, boolean otherwise) {
    return root.scalar(key, "true or false").map(YamlScalar::flag).orElse(otherwise);
  }

  /** Returns a number of at least zero. */
  public double notNegative(String key, double otherwise) {
    return root.scalar(key, "a number").map(YamlScalar::notNegative).orElse(otherwise);
  }

  /** Returns a number above 0 and below 1. */
  public double fraction(String key, double otherwise) {
    return root.scalar(key, "a number").map(QuantitySection::fraction).orElse(otherwise);
  }

  private static double fraction(YamlScalar scalar) {
    double number = scalar.number();
    if (!(number > 0 && number < 1)) {
      throw scalar.mustBe("above 0 and below 1");
    }
    return number;
  }

  /** Returns the number of random vectors, {@code probes}. */
  public int probes(int fewest, int otherwise) {
    return whole("probes", fewest, MOST_PROBES, otherwise);
  }

  /** Returns the seed of random vectors. */
  public long seed() {
    return whole("seed", 0, Integer.MAX_VALUE, 1);
  }

  /**
   * Returns the path of a required file.
   *
   * @param advice the end of the message if the key is missing
   */
  public String path(String key, String advice) {
    return root.string(key).orElseThrow(() -> root.missing(key, advice));
  }

  /** Refuses keys that would have no effect. */
  public void refuse(String needed, String... unused) {
    for (String key : unused) {
      root.find(key)
          .ifPresent(
              given -> {
                throw given.wrong("needs %s; leave it out".formatted(needed));
              });
    }
  }

  /**
   * Refuses the Fisher matrix of a model without a known distribution.
   *
   * @param key with the value fisher
   */
  public void requireDistribution(String key) {
    if (objective.loss().isEmpty()) {
      throw root.find(key)
          .orElseThrow()
          .wrong(
              "is fisher, but a class objective has no known distribution; use gauss-newton,"
                  + " or empirical: true");
    }
  }
}
