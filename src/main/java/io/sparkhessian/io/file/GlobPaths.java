package io.sparkhessian.io.file;

/** Escapes paths for Spark's readers, which interpret wildcards. */
public final class GlobPaths {
  private GlobPaths() {}

  /** The pattern that matches only the given path. */
  public static String literal(String path) {
    return path.replaceAll("[\\[\\]{}*?\\\\]", "\\\\$0");
  }
}
