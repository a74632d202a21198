package io.sparkhessian.curvature.layout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names that every file system accepts and no directory reader skips. */
final class FileNames {
  private static final int LONGEST = 100;

  private FileNames() {}

  /**
   * One name for each wanted name, unique ignoring case. Letters, digits and {@code . _ + -} are
   * kept; any other character becomes an underscore.
   */
  static List<String> of(List<String> wanted) {
    Set<String> used = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (String each : wanted) {
      String name = safe(each);
      for (int copy = 2; !used.add(name.toLowerCase(Locale.ROOT)); copy++) {
        name = safe(each) + "-" + copy;
      }
      names.add(name);
    }
    return names;
  }

  /**
   * Adds a character to names that are hidden, that Spark skips or that look like exported files.
   */
  private static String safe(String wanted) {
    String plain = wanted.replaceAll("[^A-Za-z0-9._+-]", "_");
    String shown = plain.matches("[A-Za-z0-9].*") ? plain : "p" + plain;
    String cut = shown.substring(0, Math.min(LONGEST, shown.length()));
    boolean asFile = cut.toLowerCase(Locale.ROOT).matches(".*\\.(npy|mtx|csv|crc)");
    return asFile ? cut + "_" : cut;
  }
}
