package io.sparkhessian.job.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Enum constants by their names in a job file: lower case with hyphens; PLUS stands for +. */
public final class Choice<E extends Enum<E>> {
  private final List<E> constants;

  public Choice(Class<E> type) {
    this.constants = List.of(type.getEnumConstants());
  }

  public static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace("_plus", "+").replace('_', '-');
  }

  public Optional<E> read(YamlSection section, String key) {
    return section.scalar(key, "one of " + names()).map(this::of);
  }

  public E of(YamlScalar scalar) {
    String given = scalar.oneOf(words().toList());
    return constants.stream().filter(each -> name(each).equals(given)).findFirst().orElseThrow();
  }

  public String names() {
    return String.join(", ", words().toList());
  }

  private Stream<String> words() {
    return constants.stream().map(Choice::name);
  }
}
