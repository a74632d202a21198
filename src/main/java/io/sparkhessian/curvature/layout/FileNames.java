package io.sparkhessian.curvature.layout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes names that every file system takes, and that no reader of a directory skips. */
final class FileNames {
  private static final int LONGEST = 100;

  private FileNames() {}

  /**
   * A name each, different from the others whatever the case: letters, digits and {@code . _ + -}
   * stay, anything else becomes an underscore.
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

  /** Hidden names, those that Spark skips and those of an export's file get a letter more. */
  private static String safe(String wanted) {
    String plain = wanted.replaceAll("[^A-Za-z0-9._+-]", "_");
    String shown = plain.matches("[A-Za-z0-9].*") ? plain : "p" + plain;
    String cut = shown.substring(0, Math.min(LONGEST, shown.length()));
    boolean asFile = cut.toLowerCase(Locale.ROOT).matches(".*\\.(npy|mtx|csv|crc)");
    return asFile ? cut + "_" : cut;
  }
}
