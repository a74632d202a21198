package io.sparkhessian.job.yaml;

import io.sparkhessian.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A mapping of keys to values in the order of the file, with getters that check the type. */
public record YamlSection(String place, String path, Map<String, Entry> entries)
    implements YamlNode {

  /** Position of a key, and its value. */
  public record Entry(String place, YamlNode value) {}

  public YamlSection {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  @Override
  public String shown() {
    return "a section of keys";
  }

  /** Returns the path of a key in this section. */
  public String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  public YamlSection with(String key, Entry entry) {
    Map<String, Entry> changed = new LinkedHashMap<>(entries);
    changed.put(key, entry);
    return new YamlSection(place, path, changed);
  }

  public Optional<YamlNode> find(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  public Optional<YamlScalar> scalar(String key, String wanted) {
    return find(key).map(node -> scalar(node, wanted));
  }

  public Optional<String> string(String key) {
    return scalar(key, "a string").map(YamlScalar::string);
  }

  public Optional<YamlSection> section(String key) {
    Optional<Entry> entry = Optional.ofNullable(entries.get(key));
    if (entry.isPresent() && entry.get().value() instanceof YamlSection section) {
      return Optional.of(new YamlSection(entry.get().place(), section.path, section.entries));
    }
    return entry.map(
        given -> {
          throw given.value().mustBe("a section of keys");
        });
  }

  /** Returns the items of a list, converted by {@code read}; empty without the key. */
  public <T> List<T> list(String key, String wanted, Function<YamlScalar, T> read) {
    List<T> made = new ArrayList<>();
    find(key)
        .ifPresent(
            node -> {
              if (!(node instanceof YamlList list)) {
                throw node.mustBe("a list");
              }
              list.items().forEach(item -> made.add(read.apply(scalar(item, wanted))));
            });
    return made;
  }

  /** Returns the failure of a missing key. */
  public Failure missing(String key, String what) {
    return Failure.input("%s: '%s' is missing; %s".formatted(place, pathOf(key), what));
  }

  private static YamlScalar scalar(YamlNode node, String wanted) {
    if (!(node instanceof YamlScalar scalar)) {
      throw node.mustBe(wanted);
    }
    return scalar;
  }
}
