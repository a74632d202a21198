package io.sparkhessian.job;

import io.sparkhessian.Failure;
import io.sparkhessian.job.yaml.PlainValues;
import io.sparkhessian.job.yaml.YamlNode;
import io.sparkhessian.job.yaml.YamlNull;
import io.sparkhessian.job.yaml.YamlReader;
import io.sparkhessian.job.yaml.YamlSection;
import java.util.List;
import java.util.Map;

/**
 * Strict parser of job files: unknown, ambiguous and missing keys are errors with their position.
 *
 * @param quantities the values of {@code compute}
 * @param objectives the values of {@code objective.type}
 */
public record JobParser(
    List<? extends QuantityReader<?>> quantities, List<? extends ObjectiveReader<?>> objectives) {
  /** Maximum size of a job file in bytes. */
  public static final int LARGEST = 1 << 20;

  /** Returns the keys that a job file can have. */
  public KnownKeys keys() {
    return KnownKeys.of(quantities, objectives);
  }

  /** Whether a text looks like a job file: YAML with an objective. */
  public static boolean isJob(String text) {
    try {
      return YamlReader.file("", text)
          .filter(YamlSection.class::isInstance)
          .filter(section -> ((YamlSection) section).entries().containsKey("objective"))
          .isPresent();
    } catch (Failure noYaml) {
      return false;
    }
  }

  /**
   * Parses a job file.
   *
   * @param fileName name in messages; its last segment is the default name of the job
   * @param yamlText content of the file
   * @param overrides values of {@code --set}: {@code key.path=value} with a YAML value; the last
   *     one wins
   * @throws Failure of kind input, with the file, line, column and field, or the setting
   */
  public Job read(String fileName, String yamlText, List<String> overrides) {
    YamlNode document =
        YamlReader.file(fileName, yamlText)
            .filter(node -> !(node instanceof YamlNull))
            .orElseThrow(
                () ->
                    Failure.input(
                        fileName
                            + ": the file is empty; a job needs objective, parameters and data"));
    if (!(document instanceof YamlSection section)) {
      throw Failure.input(
          "%s: a job file must hold keys with values, not %s"
              .formatted(document.place(), document.shown()));
    }
    YamlSection root = new YamlSection(fileName, "", section.entries());
    for (String override : overrides) {
      root = Setting.parse(override).applyTo(root);
    }
    return new JobReader(quantities, objectives).read(root, defaultName(fileName));
  }

  /**
   * Returns the job of {@link Job#resolved()}, possibly after a round trip through JSON.
   *
   * @param source name in messages
   */
  public Job ofResolved(String source, Map<String, ?> resolved) {
    YamlSection root = (YamlSection) PlainValues.node(source, "", resolved);
    return new JobReader(quantities, objectives).read(root, defaultName(source));
  }

  private static String defaultName(String fileName) {
    String last = fileName.substring(fileName.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    return dot > 0 ? last.substring(0, dot) : last;
  }
}
