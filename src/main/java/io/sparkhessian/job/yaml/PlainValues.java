package io.sparkhessian.job.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Conversion between plain values (String, Long, Double, Boolean, List, Map) and YAML nodes. */
public final class PlainValues {
  private PlainValues() {}

  /** Returns the values of a section in its order; numbers must be finite. */
  public static Map<String, Object> of(YamlSection section) {
    Map<String, Object> plain = new LinkedHashMap<>();
    section.entries().forEach((key, entry) -> plain.put(key, of(entry.value())));
    return Collections.unmodifiableMap(plain);
  }

  private static Object of(YamlNode node) {
    if (node instanceof YamlSection section) {
      return of(section);
    }
    if (node instanceof YamlList list) {
      return list.items().stream().map(PlainValues::of).toList();
    }
    if (!(node instanceof YamlScalar scalar)) {
      throw node.mustBe("a value");
    }
    return scalar.value() instanceof Double ? (Object) scalar.number() : scalar.value();
  }

  /** Returns the node of a plain value, located at {@code place}. */
  public static YamlNode node(String place, String path, Object plain) {
    if (plain instanceof Map<?, ?> map) {
      Map<String, YamlSection.Entry> entries = new LinkedHashMap<>();
      map.forEach(
          (key, value) -> {
            String keyPath = path.isEmpty() ? key.toString() : path + "." + key;
            YamlNode node = node(place, keyPath, value);
            entries.put(key.toString(), new YamlSection.Entry(place, node));
          });
      return new YamlSection(place, path, entries);
    }
    if (plain instanceof List<?> list) {
      List<YamlNode> items = new ArrayList<>();
      list.forEach(item -> items.add(node(place, path + "[" + items.size() + "]", item)));
      return new YamlList(place, path, items);
    }
    if (plain == null) {
      return new YamlNull(place, path);
    }
    Object value = plain instanceof Integer whole ? Long.valueOf(whole) : plain;
    return new YamlScalar(place, path, value, value.toString());
  }

  /** Returns a deep, unmodifiable copy in the same order. */
  public static Map<String, Object> copy(Map<String, ?> plain) {
    Map<String, Object> copied = new LinkedHashMap<>();
    plain.forEach((key, value) -> copied.put(key, copy(value)));
    return Collections.unmodifiableMap(copied);
  }

  private static Object copy(Object plain) {
    if (plain instanceof Map<?, ?> map) {
      Map<String, Object> copied = new LinkedHashMap<>();
      map.forEach((key, value) -> copied.put(key.toString(), copy(value)));
      return Collections.unmodifiableMap(copied);
    }
    return plain instanceof List<?> list ? list.stream().map(PlainValues::copy).toList() : plain;
  }
}
