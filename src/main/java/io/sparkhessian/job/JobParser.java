package io.sparkhessian.job;

import io.sparkhessian.Failure;
import io.sparkhessian.job.yaml.PlainValues;
import io.sparkhessian.job.yaml.YamlNode;
import io.sparkhessian.job.yaml.YamlNothing;
import io.sparkhessian.job.yaml.YamlReader;
import io.sparkhessian.job.yaml.YamlSection;
import java.util.List;
import java.util.Map;

/**
 * Reads job files strictly: whatever is unknown, ambiguous or missing is an error with its place.
 *
 * @param quantities the values of {@code compute}
 * @param objectives the values of {@code objective.type}
 */
public record JobParser(
    List<? extends QuantityReader<?>> quantities, List<? extends ObjectiveReader<?>> objectives) {
  /** Bytes of a job file. */
  public static final int LARGEST = 1 << 20;

  /** Returns the keys that a job file can have. */
  public KnownKeys keys() {
    return KnownKeys.of(quantities, objectives);
  }

  /** Whether a text is a job file, by its objective; what else is in it may be wrong. */
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
   * Reads a job.
   *
   * @param fileName what messages call the file; its last segment is the default name of the job
   * @param yamlText the text of the file
   * @param overrides the values of {@code --set}: {@code key.path=value}, the value in YAML; a
   *     later one wins
   * @throws io.sparkhessian.Failure of kind input, with file, line, column and field, or the
   *     setting
   */
  public Job read(String fileName, String yamlText, List<String> overrides) {
    YamlNode document =
        YamlReader.file(fileName, yamlText)
            .filter(node -> !(node instanceof YamlNothing))
            .orElseThrow(
                () ->
                    Failure.input(
                        fileName + ": the file is empty; a job needs objective, parameters, data"));
    if (!(document instanceof YamlSection section)) {
      throw Failure.input(
          "%s: a job file holds keys with values, not %s"
              .formatted(document.place(), document.shown()));
    }
    YamlSection root = new YamlSection(fileName, "", section.entries());
    for (String override : overrides) {
      root = Setting.parse(override).applyTo(root);
    }
    return new JobReader(quantities, objectives).read(root, defaultName(fileName));
  }

  /**
   * Reads a job back from {@link Job#resolved()}, after JSON or not.
   *
   * @param source what messages call the file that it came from
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
