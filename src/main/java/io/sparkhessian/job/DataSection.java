package io.sparkhessian.job;

import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.job.yaml.MessageText;
import io.sparkhessian.job.yaml.YamlList;
import io.sparkhessian.job.yaml.YamlNode;
import io.sparkhessian.job.yaml.YamlScalar;
import io.sparkhessian.job.yaml.YamlSection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code data} section of a job file. */
final class DataSection {
  private static final Choice<DataFormat> FORMATS = new Choice<>(DataFormat.class);

  private DataSection() {}

  static DataSpec read(YamlSection section, ObjectiveSpec objective, KnownKeys keys) {
    keys.check(section);
    String path =
        section
            .string("path")
            .orElseThrow(() -> section.missing("path", "say where the samples lie"));
    DataFormat format =
        FORMATS
            .read(section, "format")
            .orElseThrow(() -> section.missing("format", "give one of " + FORMATS.names()));
    Set<String> used = new HashSet<>();
    List<String> labels = names(section, "label", used);
    if (labels.isEmpty() && format == DataFormat.LIBSVM) {
      labels = List.of("label");
    }
    if (labels.isEmpty() && objective.needsLabel()) {
      throw section.missing("label", "name the column that the model predicts");
    }
    List<String> offsets = names(section, "offset", used);
    Optional<String> weight =
        section.scalar("weight", "the name of a column").map(column -> unused(column, used));
    List<String> features =
        section.list("features", "the name of a column", column -> unused(column, used));
    if (features.isEmpty() && section.find("features").isPresent()) {
      throw section
          .find("features")
          .get()
          .wrong("is empty; leave it out to take all other columns");
    }
    ColumnRoles roles = ColumnRoles.of(labels, features, weight).withOffsets(offsets);
    return new DataSpec(path, format, roles, options(section));
  }

  /** Reads a name or a list of names. */
  private static List<String> names(YamlSection section, String key, Set<String> used) {
    Optional<YamlNode> given = section.find(key);
    if (given.isPresent() && given.get() instanceof YamlScalar scalar) {
      return List.of(unused(scalar, used));
    }
    if (given.isPresent() && !(given.get() instanceof YamlList)) {
      throw given.get().mustBe("the name of a column or a list of names");
    }
    List<String> names =
        new ArrayList<>(section.list(key, "the name of a column", column -> unused(column, used)));
    if (given.isPresent() && names.isEmpty()) {
      throw given.get().wrong("is empty; name at least one column");
    }
    return names;
  }

  private static String unused(YamlScalar column, Set<String> used) {
    String name = column.string();
    if (!used.add(name)) {
      throw column.wrong(
          "names the column %s, which label, offset, weight or features already name"
              .formatted(MessageText.quoted(name)));
    }
    return name;
  }

  /** Returns the options as texts; a number or a boolean keeps the form that the file has. */
  private static Map<String, String> options(YamlSection section) {
    Map<String, String> options = new LinkedHashMap<>();
    section
        .section("options")
        .ifPresent(
            given ->
                given
                    .entries()
                    .keySet()
                    .forEach(
                        key ->
                            options.put(
                                key, given.scalar(key, "a single value").orElseThrow().text())));
    return options;
  }
}
