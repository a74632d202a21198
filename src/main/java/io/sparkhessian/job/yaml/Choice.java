package io.sparkhessian.job.yaml;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Enum constants by their names in a job file: lower case with hyphens; PLUS stands for +. */
public final class Choice<E extends Enum<E>> {
  private final List<E> constants;
  private final Predicate<E> available;

  public Choice(Class<E> type) {
    this(type, constant -> true);
  }

  /** Creates a choice in which only the {@code available} constants are accepted. */
  public Choice(Class<E> type, Predicate<E> available) {
    this.constants = Arrays.asList(type.getEnumConstants());
    this.available = available;
  }

  public static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace("_plus", "+").replace('_', '-');
  }

  public Optional<E> read(YamlSection section, String key) {
    return section.scalar(key, "one of " + names()).map(this::of);
  }

  public E of(YamlScalar scalar) {
    if (!(scalar.value() instanceof String)) {
      throw scalar.mustBe("one of " + names());
    }
    String given = scalar.string();
    for (E constant : constants) {
      if (name(constant).equals(given)) {
        if (!available.test(constant)) {
          throw scalar.wrong(
              "%s is not in this version; available: %s"
                  .formatted(MessageText.quoted(given), names()));
        }
        return constant;
      }
    }
    String nearest =
        NearestName.to(given, constants.stream().filter(available).map(Choice::name).toList())
            .orElseThrow();
    throw scalar.wrong(
        "is %s; did you mean '%s'? Known: %s"
            .formatted(MessageText.quoted(given), nearest, names()));
  }

  public String names() {
    return constants.stream().filter(available).map(Choice::name).collect(Collectors.joining(", "));
  }
}
