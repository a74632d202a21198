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

/** Settings that Spark passes over in silence where they are wrong. */
final class SparkSettings {
  private static final String OURS = "spark.hessian.";
  private static final List<String> KNOWN = List.of(KernelChoice.SETTING);
  private static final int MISSPELT = 3;

  private SparkSettings() {}

  static void require(SparkConf conf) {
    for (Tuple2<String, String> setting : conf.getAll()) {
      requireKnown(setting._1());
    }
    for (String jar : conf.get("spark.jars", "").split(",", -1)) {
      requireThere(jar.strip());
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
  private static void requireThere(String jar) {
    boolean here = jar.startsWith("file:") || !jar.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
    if (jar.isEmpty() || !here) {
      return;
    }
    String path = jar.replaceFirst("^file:/*", jar.startsWith("file:") ? "/" : "");
    if (!new File(path).isFile() && !new File(decoded(jar, path)).isFile()) {
      throw Failure.input(
          "--jars %s: no such file; correct the path, which starts in the working directory"
              .formatted(path));
    }
  }

  /** Spark has encoded a space in a path by then. */
  private static String decoded(String jar, String path) {
    try {
      return jar.startsWith("file:") ? new URI(jar).getPath() : path;
    } catch (URISyntaxException e) {
      return path;
    }
  }
}
