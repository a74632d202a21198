package io.sparkhessian.io.export;

import java.nio.charset.StandardCharsets;

/**
 * Tables of numbers as text, whose digits are not the same in every Java: since 19 there are fewer.
 */
public final class WrittenNumbers {
  private WrittenNumbers() {}

  /** Whether two texts are the same but for how they write the same doubles. */
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

  /** What lies between commas and ends of lines, and these. */
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
