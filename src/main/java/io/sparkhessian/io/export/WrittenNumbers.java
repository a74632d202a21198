package io.sparkhessian.io.export;

import java.nio.charset.StandardCharsets;

/**
 * Compares texts with numbers. Their digits depend on the Java version: since 19, Java prints the
 * shortest ones.
 */
public final class WrittenNumbers {
  private WrittenNumbers() {}

  /** Whether two texts are equal, apart from different digits of equal doubles. */
  public static boolean same(byte[] first, byte[] second) {
    String[] one = cells(first);
    String[] other = cells(second);
    if (one.length != other.length) {
      return false;
    }
    for (int i = 0; i < one.length; i++) {
      if (!one[i].equals(other[i]) && !sameNumber(one[i], other[i])) {
        return false;
      }
    }
    return true;
  }

  /** Splits a text at commas and line breaks, which are cells too. */
  private static String[] cells(byte[] text) {
    return new String(text, StandardCharsets.UTF_8).split("(?<=[,\n])|(?=[,\n])", -1);
  }

  private static boolean sameNumber(String one, String other) {
    try {
      return Double.doubleToLongBits(Double.parseDouble(one))
          == Double.doubleToLongBits(Double.parseDouble(other));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
