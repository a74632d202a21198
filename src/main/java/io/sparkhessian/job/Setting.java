package io.sparkhessian.job;

import io.sparkhessian.Failure;
import io.sparkhessian.job.yaml.MessageText;
import io.sparkhessian.job.yaml.YamlNode;
import io.sparkhessian.job.yaml.YamlNull;
import io.sparkhessian.job.yaml.YamlReader;
import io.sparkhessian.job.yaml.YamlSection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A {@code --set key.path=value} of the command line, which replaces or adds a value.
 *
 * @param place the setting itself, for messages
 * @param keys of the path
 * @param value parsed as YAML
 */
record Setting(String place, List<String> keys, YamlNode value) {
  private static final Pattern DOT = Pattern.compile("\\.");

  static Setting parse(String text) {
    String place = "--set " + MessageText.line(text);
    int equals = text.indexOf('=');
    String path = text.substring(0, Math.max(equals, 0)).strip();
    List<String> keys = Arrays.asList(DOT.split(path, -1));
    if (keys.stream().anyMatch(String::isBlank)) {
      throw Failure.input(place + ": write it as key.path=value, for example --set l2=0.1");
    }
    if (keys.size() > YamlReader.DEEPEST) {
      throw YamlReader.tooDeep(place);
    }
    YamlNode value =
        YamlReader.value(place, text.substring(equals + 1), path)
            .orElseGet(() -> new YamlNull(place, path));
    return new Setting(place, keys, value);
  }

  YamlSection applyTo(YamlSection root) {
    return put(root, keys);
  }

  private YamlSection put(YamlSection section, List<String> remaining) {
    String key = remaining.get(0);
    if (remaining.size() == 1) {
      return section.with(key, new YamlSection.Entry(place, value));
    }
    YamlSection.Entry entry = section.entries().get(key);
    YamlSection inner;
    String innerPlace;
    if (entry == null || entry.value() instanceof YamlNull) {
      inner = new YamlSection(place, section.pathOf(key), Map.of());
      innerPlace = place;
    } else if (entry.value() instanceof YamlSection found) {
      inner = found;
      innerPlace = entry.place();
    } else {
      throw Failure.input(
          "%s: %s is not a section, it is %s at %s"
              .formatted(
                  place,
                  MessageText.quoted(section.pathOf(key)),
                  entry.value().shown(),
                  entry.value().place()));
    }
    YamlSection changed = put(inner, remaining.subList(1, remaining.size()));
    return section.with(key, new YamlSection.Entry(innerPlace, changed));
  }
}
