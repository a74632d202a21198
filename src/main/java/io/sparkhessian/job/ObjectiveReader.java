package io.sparkhessian.job;

import io.sparkhessian.Failure;
import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.job.yaml.PlainValues;
import io.sparkhessian.job.yaml.YamlNode;
import io.sparkhessian.job.yaml.YamlScalar;
import io.sparkhessian.job.yaml.YamlSection;
import io.sparkhessian.objective.Activation;
import io.sparkhessian.objective.Loss;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Reads the {@code objective} section of a job file. */
final class ObjectiveReader {
  private static final Choice<ObjectiveType> TYPES =
      new Choice<>(ObjectiveType.class, ObjectiveType::available);
  private static final Choice<Activation> ACTIVATIONS = new Choice<>(Activation.class);
  private static final Choice<Loss> LOSSES = new Choice<>(Loss.class);

  /** As many as a vector can hold. */
  private static final int MOST_WEIGHTS = Integer.MAX_VALUE - 8;

  private ObjectiveReader() {}

  static ObjectiveSpec read(YamlSection section, KnownKeys keys) {
    keys.check(section);
    ObjectiveType type =
        TYPES
            .read(section, "type")
            .orElseThrow(() -> section.missing("type", "give one of " + TYPES.names()));
    refuseKeysOfOtherTypes(section, type);
    boolean hasIntercept = type.keys().contains("intercept");
    return new ObjectiveSpec(
        type,
        type == ObjectiveType.MLP ? layers(section) : List.of(),
        ACTIVATIONS
            .read(section, "activation")
            .orElse(type == ObjectiveType.MLP ? Activation.TANH : Activation.IDENTITY),
        loss(section, type),
        section.scalar("intercept", "true or false").map(YamlScalar::flag).orElse(hasIntercept),
        section
            .scalar("classes", "a whole number")
            .map(classes -> OptionalInt.of(classes.integer(2, Integer.MAX_VALUE)))
            .orElse(OptionalInt.empty()),
        className(section, type),
        section.section("arguments").map(PlainValues::of).orElse(Map.of()));
  }

  private static void refuseKeysOfOtherTypes(YamlSection section, ObjectiveType type) {
    section
        .entries()
        .forEach(
            (key, entry) -> {
              if (!key.equals("type") && !type.keys().contains(key)) {
                throw Failure.input(
                    "%s: '%s' does not belong to type %s; it is for %s"
                        .formatted(
                            entry.place(), section.pathOf(key), Choice.name(type), owners(key)));
              }
            });
  }

  private static String owners(String key) {
    return Arrays.stream(ObjectiveType.values())
        .filter(type -> type.keys().contains(key))
        .map(Choice::name)
        .collect(Collectors.joining(", "));
  }

  private static List<Integer> layers(YamlSection section) {
    YamlNode given =
        section
            .find("layers")
            .orElseThrow(
                () -> section.missing("layers", "give the widths, inputs first: [64, 32, 10]"));
    List<Integer> layers =
        section.list("layers", "a whole number", width -> width.integer(1, Integer.MAX_VALUE));
    if (layers.size() < 2) {
      throw given.wrong("must have at least two widths, inputs first: [64, 32, 10]");
    }
    double weights = weights(layers);
    if (weights > MOST_WEIGHTS) {
      throw given.wrong(
          "must have at most %,d weights in all, these widths have %,.0f"
              .formatted(MOST_WEIGHTS, weights));
    }
    return layers;
  }

  private static double weights(List<Integer> layers) {
    double sum = 0;
    for (int layer = 1; layer < layers.size(); layer++) {
      sum += (layers.get(layer - 1) + 1.0) * layers.get(layer);
    }
    return sum;
  }

  private static Loss loss(YamlSection section, ObjectiveType type) {
    Optional<Loss> given = LOSSES.read(section, "loss");
    if (type == ObjectiveType.MLP && given.isEmpty()) {
      throw section.missing("loss", "give one of " + LOSSES.names());
    }
    return given.orElse(type.impliedLoss());
  }

  private static Optional<String> className(YamlSection section, ObjectiveType type) {
    Optional<String> given = section.string("class");
    if (type == ObjectiveType.CLASS && given.isEmpty()) {
      throw section.missing("class", "give the name of a public class that implements Objective");
    }
    return given;
  }
}
