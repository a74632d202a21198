package io.sparkhessian.quantity.inputs;

import io.sparkhessian.job.QuantitySection;
import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.job.yaml.MessageText;
import io.sparkhessian.job.yaml.YamlScalar;
import io.sparkhessian.job.yaml.YamlSection;
import io.sparkhessian.objective.Loss;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the settings of derivatives with respect to the features: the section {@code inputs}. */
record InputReader(QuantitySection section, InputQuantity kind) {
  static final String SECTION = "inputs";
  static final List<String> KEYS = List.of("columns", "class", "output", "form");

  private static final Choice<TriangleForm> FORMS = new Choice<>(TriangleForm.class);

  InputSpec read() {
    YamlSection root = section.root();
    Optional<YamlSection> inputs = root.section(SECTION);
    if (root.find("data").isEmpty()) {
      throw root.missing(
          "data", "wrt: inputs takes derivatives with respect to the features of its samples");
    }
    root.find("tile")
        .ifPresent(
            tile -> {
              throw tile.wrong(
                  "cuts a matrix over the parameters, and wrt: inputs has none; leave it out");
            });
    return inputs
        .map(this::read)
        .orElse(new InputSpec(kind, List.of(), OptionalInt.empty(), false, TriangleForm.PACKED));
  }

  private InputSpec read(YamlSection inputs) {
    section.keys().check(inputs);
    Optional<YamlScalar> number = inputs.scalar("class", "a whole number");
    Optional<YamlScalar> output = inputs.scalar("output", "a whole number");
    if (number.isPresent() && output.isPresent()) {
      throw number.get().wrong("conflicts with inputs.output; give only one of them");
    }
    if (number.isPresent()
        && section.objective().loss().filter(Loss.CROSS_ENTROPY::equals).isEmpty()) {
      throw number
          .get()
          .wrong("needs an objective with classes, by cross-entropy; name an inputs.output");
    }
    Optional<TriangleForm> form = FORMS.read(inputs, "form");
    if (form.isPresent() && kind == InputQuantity.INPUT_LAPLACIAN) {
      throw inputs
          .find("form")
          .orElseThrow()
          .wrong("needs compute: hessian, a Laplacian has one number per sample; leave it out");
    }
    Optional<YamlScalar> chosen = number.or(() -> output);
    return new InputSpec(
        kind,
        columns(inputs),
        chosen
            .map(scalar -> OptionalInt.of(scalar.integer(0, Integer.MAX_VALUE)))
            .orElse(OptionalInt.empty()),
        number.isPresent(),
        form.orElse(TriangleForm.PACKED));
  }

  private static List<String> columns(YamlSection inputs) {
    Set<String> seen = new HashSet<>();
    List<String> columns =
        inputs.list(
            "columns",
            "the name of a feature",
            column -> {
              if (!seen.add(column.string())) {
                throw column.wrong(
                    "names the feature %s again; name it once"
                        .formatted(MessageText.quoted(column.string())));
              }
              return column.string();
            });
    if (columns.isEmpty() && inputs.find("columns").isPresent()) {
      throw inputs.find("columns").get().wrong("is empty; leave it out to take all features");
    }
    return columns;
  }
}
