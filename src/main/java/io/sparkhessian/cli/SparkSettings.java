package io.sparkhessian.cli;

import io.sparkhessian.Failure;
import io.sparkhessian.job.yaml.NearestName;
import io.sparkhessian.linalg.KernelChoice;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.spark.SparkConf;
import scala.Tuple2;

/** Checks settings that Spark ignores silently if they are wrong. */
final class SparkSettings {
  private static final String PREFIX = "spark.hessian.";
  private static final List<String> KNOWN = List.of(KernelChoice.SETTING);
  private static final int MAX_TYPOS = 3;

  private SparkSettings() {}

  static void require(SparkConf conf) {
    for (Tuple2<String, String> setting : conf.getAll()) {
      requireKnown(setting._1());
    }
    for (String jar : conf.get("spark.jars", "").split(",", -1)) {
      requireExists(jar.strip());
    }
  }

  /** Refuses unknown keys with the prefix, and keys that nearly equal a known one. */
  private static void requireKnown(String key) {
    boolean ours =
        key.toLowerCase(Locale.ROOT).startsWith(PREFIX)
            || KNOWN.stream()
                .anyMatch(known -> new LevenshteinDistance(MAX_TYPOS).apply(key, known) >= 0);
    if (ours && !KNOWN.contains(key)) {
      throw Failure.input(
          "--conf %s: unknown setting; did you mean '%s'?"
              .formatted(key, NearestName.to(key, KNOWN).orElseThrow()));
    }
  }

  /** Refuses a missing local jar; Spark only warns of it. Spark refuses missing remote jars. */
  private static void requireExists(String jar) {
    boolean here = jar.startsWith("file:") || !jar.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
    if (jar.isEmpty() || !here) {
      return;
    }
    String path = jar.replaceFirst("^file:/*", jar.startsWith("file:") ? "/" : "");
    if (!new File(path).isFile() && !new File(decoded(jar, path)).isFile()) {
      throw Failure.input(
          "--jars %s: no such file; paths are relative to the working directory".formatted(path));
    }
  }

  /** Returns the path with escapes decoded; Spark has encoded spaces. */
  private static String decoded(String jar, String path) {
    try {
      return jar.startsWith("file:") ? new URI(jar).getPath() : path;
    } catch (URISyntaxException e) {
      return path;
    }
  }
}
