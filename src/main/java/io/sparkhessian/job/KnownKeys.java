package io.sparkhessian.job;

import io.sparkhessian.Failure;
import io.sparkhessian.job.yaml.MessageText;
import io.sparkhessian.job.yaml.NearestName;
import io.sparkhessian.job.yaml.YamlSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of a job file.
 *
 * @param sections keys of each section by its path; the root, with the empty path, comes first so
 *     that suggestions prefer its keys
 */
public record KnownKeys(Map<String, List<String>> sections) {
  private static final List<String> FIRST =
      List.of("name", "objective", "parameters", "data", "reduction", "l2", "wrt", "compute");
  private static final List<String> LAST = List.of("tile", "export", "output");
  private static final List<String> DATA =
      List.of("path", "format", "label", "features", "offset", "weight", "options");

  /** Returns the keys of jobs that compute one of these quantities of one of these objectives. */
  static KnownKeys of(
      List<? extends QuantityReader<?>> quantities, List<? extends ObjectiveReader<?>> objectives) {
    Set<String> top = new LinkedHashSet<>(FIRST);
    quantities.forEach(quantity -> top.addAll(quantity.keys()));
    top.addAll(LAST);
    Set<String> objective = new LinkedHashSet<>(List.of(ObjectiveChoice.TYPE));
    objectives.forEach(source -> objective.addAll(source.keys()));
    Map<String, List<String>> sections = new LinkedHashMap<>();
    sections.put("", new ArrayList<>(top));
    sections.put("objective", new ArrayList<>(objective));
    sections.put("data", DATA);
    quantities.forEach(quantity -> sections.putAll(quantity.sections()));
    return new KnownKeys(sections);
  }

  /** Returns the keys of the root. */
  public List<String> top() {
    return sections.get("");
  }

  /** Refuses unknown keys in a section. */
  public void check(YamlSection section) {
    List<String> known = sections.get(section.path());
    section
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                throw Failure.input(
                    "%s: unknown key %s; did you mean '%s'?"
                        .formatted(
                            entry.place(),
                            MessageText.quoted(section.pathOf(key)),
                            elsewhere(key)
                                .orElseGet(() -> NearestName.to(key, known).orElseThrow())));
              }
            });
  }

  /** Returns the full path of a known key in the wrong section. */
  private Optional<String> elsewhere(String key) {
    return sections.entrySet().stream()
        .filter(section -> section.getValue().contains(key))
        .map(section -> section.getKey().isEmpty() ? key : section.getKey() + "." + key)
        .findFirst();
  }
}
