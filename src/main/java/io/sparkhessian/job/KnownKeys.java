package io.sparkhessian.job;

import io.sparkhessian.Failure;
import io.sparkhessian.job.yaml.NearestName;
import io.sparkhessian.job.yaml.Shown;
import io.sparkhessian.job.yaml.YamlSection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of the sections of a job file. */
final class KnownKeys {
  static final List<String> JOB =
      List.of(
          "name",
          "objective",
          "parameters",
          "data",
          "reduction",
          "l2",
          "wrt",
          "compute",
          "inputs",
          "vectors",
          "blocks",
          "form",
          "empirical",
          "of",
          "find",
          "method",
          "count",
          "end",
          "tolerance",
          "eigenvectors",
          "iterations",
          "damping",
          "probes",
          "steps",
          "seed",
          "compare",
          "tile",
          "export",
          "output");
  static final List<String> OBJECTIVE =
      List.of("type", "layers", "activation", "loss", "intercept", "classes", "class", "arguments");
  static final List<String> DATA =
      List.of("path", "format", "label", "features", "weight", "options");

  static final List<String> INPUTS = List.of("columns", "class", "output", "form");

  /** In which a key that stands elsewhere is looked for, the likeliest first. */
  private static final List<Map.Entry<String, List<String>>> SECTIONS =
      List.of(
          Map.entry("", JOB),
          Map.entry("objective", OBJECTIVE),
          Map.entry("data", DATA),
          Map.entry("inputs", INPUTS));

  private KnownKeys() {}

  /** Refuses a key that the section does not know. */
  static void check(YamlSection section, List<String> known) {
    section
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                throw Failure.input(
                    "%s: unknown key %s; did you mean '%s'?"
                        .formatted(
                            entry.place(),
                            Shown.quoted(section.pathOf(key)),
                            elsewhere(key).orElseGet(() -> nearest(key, known))));
              }
            });
  }

  /** The full path of a key that is right but stands in the wrong section. */
  private static Optional<String> elsewhere(String key) {
    return SECTIONS.stream()
        .filter(section -> section.getValue().contains(key))
        .map(section -> section.getKey().isEmpty() ? key : section.getKey() + "." + key)
        .findFirst();
  }

  private static String nearest(String key, List<String> known) {
    return NearestName.to(key, known).orElseThrow();
  }
}
