package io.sparkhessian.job;

import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.job.yaml.YamlScalar;
import io.sparkhessian.job.yaml.YamlSection;
import io.sparkhessian.objective.Reduction;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a job from the root section of its file. */
record JobReader(
    List<? extends QuantityReader<?>> quantities, List<? extends ObjectiveReader<?>> objectives) {
  /** Maximum length of a name, which appears in titles and in the default output path. */
  private static final int LONGEST_NAME = 200;

  private static final Choice<Reduction> REDUCTIONS = new Choice<>(Reduction.class);
  private static final Choice<ExportFormat> EXPORTS = new Choice<>(ExportFormat.class);
  private static final int LARGEST_TILE = 8192;

  Job read(YamlSection root, String defaultName) {
    KnownKeys keys = KnownKeys.of(quantities, objectives);
    keys.check(root);
    ObjectiveSpec objective =
        new ObjectiveChoice(objectives)
            .read(
                root.section("objective")
                    .orElseThrow(
                        () -> root.missing("objective", "describe the function to differentiate")),
                keys);
    Optional<String> parameters = root.string("parameters");
    if (parameters.isEmpty() && !objective.hasParameters()) {
      throw root.missing("parameters", "name a .npy or .csv file with their values");
    }
    Optional<DataSpec> data =
        root.section("data").map(section -> DataSection.read(section, objective, keys));
    if (data.isEmpty() && objective.needsData()) {
      throw root.missing("data", "type %s is a sum over samples".formatted(objective.word()));
    }
    QuantityReader<?> reader = new QuantityChoice(quantities).choose(root);
    refuseKeysOfOtherQuantities(root, reader);
    QuantitySpec quantity = reader.read(new QuantitySection(root, objective, keys));
    String name = name(root).orElse(defaultName);
    return new Job(
        name,
        objective,
        parameters,
        data,
        REDUCTIONS.read(root, "reduction").orElse(Reduction.MEAN),
        root.scalar("l2", "a number").map(YamlScalar::notNegative).orElse(0.0),
        quantity,
        root.scalar("tile", "a whole number")
            .map(tile -> OptionalInt.of(tile.integer(1, LARGEST_TILE)))
            .orElse(OptionalInt.empty()),
        export(root, quantity),
        root.string("output").orElse("out/" + name));
  }

  private static Optional<String> name(YamlSection root) {
    Optional<String> name = root.string("name");
    boolean invalid =
        name.filter(
                text ->
                    text.length() > LONGEST_NAME
                        || text.codePoints().anyMatch(Character::isISOControl))
            .isPresent();
    if (invalid) {
      throw root.find("name")
          .orElseThrow()
          .wrong("must be one line of at most %d characters".formatted(LONGEST_NAME));
    }
    return name;
  }

  private void refuseKeysOfOtherQuantities(YamlSection root, QuantityReader<?> reader) {
    for (String key : root.entries().keySet()) {
      List<? extends QuantityReader<?>> owners =
          quantities.stream().filter(each -> each.keys().contains(key)).toList();
      if (!owners.isEmpty() && !reader.keys().contains(key)) {
        String needed =
            owners.stream().allMatch(QuantityReader::byInputs)
                ? "needs wrt: inputs"
                : "needs compute: %s, not %s".formatted(Words.either(words(owners)), reader.word());
        throw root.find(key).orElseThrow().wrong("%s; %s".formatted(needed, advice(reader, key)));
      }
    }
  }

  private static List<String> words(List<? extends QuantityReader<?>> quantities) {
    return quantities.stream().<String>map(QuantityReader::word).toList();
  }

  /** A key may belong into a section of the quantity. */
  private static String advice(QuantityReader<?> reader, String key) {
    return reader.sections().entrySet().stream()
        .filter(section -> section.getValue().contains(key))
        .map(section -> "use %s.%s".formatted(section.getKey(), key))
        .findFirst()
        .orElse("leave it out");
  }

  private static List<ExportFormat> export(YamlSection root, QuantitySpec quantity) {
    Set<ExportFormat> seen = new HashSet<>();
    List<ExportFormat> formats =
        root.list(
            "export",
            "one of " + EXPORTS.names(),
            item -> {
              ExportFormat format = EXPORTS.of(item);
              if (!seen.add(format)) {
                throw item.wrong("repeats '%s'".formatted(Choice.name(format)));
              }
              if (!quantity.exports().isEmpty() && !quantity.exports().contains(format)) {
                throw item.wrong(
                    "is %s, which compute: %s does not support; use %s"
                        .formatted(
                            Choice.name(format),
                            quantity.word(),
                            Words.either(
                                quantity.exports().stream().map(Choice::name).sorted().toList())));
              }
              return format;
            });
    if (!formats.isEmpty() && quantity.exports().isEmpty()) {
      throw root.find("export")
          .orElseThrow()
          .wrong(
              "needs a result with a matrix; compute: %s has none; leave export out"
                  .formatted(quantity.word()));
    }
    return formats;
  }
}
