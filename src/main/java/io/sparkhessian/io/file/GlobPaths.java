package io.sparkhessian.io.file;

/** Paths for Spark's readers, which take some characters of a path for wildcards. */
public final class GlobPaths {
  private GlobPaths() {}

  /** The pattern that matches exactly this path. */
  public static String literal(String path) {
    return path.replaceAll("[\\[\\]{}*?\\\\]", "\\\\$0");
  }
}
