package io.sparkhessian.io;

/** Paths for Spark's readers, which take some characters of a path for wildcards. */
final class GlobPaths {
  private GlobPaths() {}

  /** The pattern that matches exactly this path. */
  static String literal(String path) {
    return path.replaceAll("[\\[\\]{}*?\\\\]", "\\\\$0");
  }
}
