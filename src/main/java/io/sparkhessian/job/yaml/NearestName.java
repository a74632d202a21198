package io.sparkhessian.job.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known name nearest to a mistyped one, for "did you mean". */
public final class NearestName {
  private static final int LONGEST = 100;

  private NearestName() {}

  /**
   * Returns the known name with the smallest edit distance, ignoring case; the first one of equals.
   * Empty only if no name is known.
   */
  public static Optional<String> to(String name, Collection<String> known) {
    String typed = name.substring(0, Math.min(name.length(), LONGEST)).toLowerCase(Locale.ROOT);
    return known.stream().min(Comparator.comparingInt(candidate -> distance(typed, candidate)));
  }

  private static int distance(String typed, String candidate) {
    return LevenshteinDistance.getDefaultInstance()
        .apply(typed, candidate.toLowerCase(Locale.ROOT));
  }
}
