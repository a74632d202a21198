package io.sparkhessian.io.data;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The codes of the distinct values of a key: 0, 1, … in the order in which they first appear. */
final class KeyCodes implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Map<String, Integer> codes = new LinkedHashMap<>();

  int code(String value) {
    Integer known = codes.putIfAbsent(value, codes.size());
    return known == null ? codes.size() - 1 : known;
  }

  /** Returns the values by their codes. */
  List<String> values() {
    return List.copyOf(codes.keySet());
  }

  /** Adds all values to other codes, and returns these by the codes here. */
  int[] in(KeyCodes others) {
    return codes.keySet().stream().mapToInt(others::code).toArray();
  }
}
