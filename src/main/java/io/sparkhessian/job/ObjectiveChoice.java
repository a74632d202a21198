package io.sparkhessian.job;

import io.sparkhessian.Failure;
import io.sparkhessian.job.yaml.YamlScalar;
import io.sparkhessian.job.yaml.YamlSection;
import java.util.List;
import java.util.stream.Collectors;

/** Reads what a job differentiates, by the reader that {@code objective.type} names. */
record ObjectiveChoice(List<? extends ObjectiveReader<?>> objectives) {
  static final String TYPE = "type";

  ObjectiveSpec read(YamlSection section, KnownKeys keys) {
    keys.check(section);
    ObjectiveReader<?> reader =
        section
            .scalar(TYPE, "one of " + names())
            .map(this::named)
            .orElseThrow(() -> section.missing(TYPE, "give one of " + names()));
    section.entries().keySet().forEach(key -> requireOwn(section, key, reader));
    return reader.read(section);
  }

  private ObjectiveReader<?> named(YamlScalar type) {
    String word = type.oneOf(words());
    return objectives.stream().filter(each -> each.word().equals(word)).findFirst().orElseThrow();
  }

  private void requireOwn(YamlSection section, String key, ObjectiveReader<?> reader) {
    if (!key.equals(TYPE) && !reader.keys().contains(key)) {
      throw Failure.input(
          "%s: '%s' does not belong to type %s; it is for %s"
              .formatted(
                  section.entries().get(key).place(),
                  section.pathOf(key),
                  reader.word(),
                  owners(key)));
    }
  }

  private String owners(String key) {
    return objectives.stream()
        .filter(each -> each.keys().contains(key))
        .<String>map(ObjectiveReader::word)
        .collect(Collectors.joining(", "));
  }

  private List<String> words() {
    return objectives.stream().<String>map(ObjectiveReader::word).toList();
  }

  private String names() {
    return String.join(", ", words());
  }
}
