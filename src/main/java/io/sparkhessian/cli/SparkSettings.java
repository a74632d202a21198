package io.sparkhessian.cli;

import io.sparkhessian.Failure;
import io.sparkhessian.io.Location;
import io.sparkhessian.job.NearestName;
import io.sparkhessian.linalg.KernelChoice;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import scala.Tuple2;

/** Settings that Spark passes over in silence where they are wrong. */
final class SparkSettings {
  private static final String OURS = "spark.hessian.";
  private static final List<String> KNOWN = List.of(KernelChoice.SETTING);
  private static final int MISSPELT = 3;

  private SparkSettings() {}

  static void require(SparkConf conf, Configuration hadoop) {
    for (Tuple2<String, String> setting : conf.getAll()) {
      requireKnown(setting._1());
    }
    for (String jar : conf.get("spark.jars", "").split(",", -1)) {
      requireThere(jar.strip(), hadoop);
    }
  }

  /** A key that begins like ours or nearly is one of ours. */
  private static void requireKnown(String key) {
    boolean ours =
        key.toLowerCase(Locale.ROOT).startsWith(OURS)
            || KNOWN.stream()
                .anyMatch(known -> new LevenshteinDistance(MISSPELT).apply(key, known) >= 0);
    if (ours && !KNOWN.contains(key)) {
      throw Failure.input(
          "--conf %s: there is no such setting; did you mean '%s'?"
              .formatted(key, NearestName.to(key, KNOWN).orElseThrow()));
    }
  }

  /** Spark itself fails for one that it cannot fetch, but warns only of one on this machine. */
  private static void requireThere(String jar, Configuration hadoop) {
    boolean here = jar.startsWith("file:") || !jar.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
    if (jar.isEmpty() || !here) {
      return;
    }
    try {
      Location.of(hadoop, jar.startsWith("/") ? "file:" + jar : jar).length();
    } catch (Failure | IOException e) {
      throw Failure.input(
          "--jars %s: no such file; correct the path, which starts in the working directory"
              .formatted(jar.replaceFirst("^file:/+", "/")),
          e);
    }
  }
}
