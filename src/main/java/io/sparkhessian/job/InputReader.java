package io.sparkhessian.job;

import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.job.yaml.Shown;
import io.sparkhessian.job.yaml.YamlScalar;
import io.sparkhessian.job.yaml.YamlSection;
import io.sparkhessian.objective.Loss;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads what a job file says of derivatives with respect to the features of each sample. */
record InputReader(YamlSection root, Compute compute, ObjectiveSpec objective) {
  private static final Choice<Wrt> WRT = new Choice<>(Wrt.class);
  private static final Choice<InputDerivative> DERIVATIVES = new Choice<>(InputDerivative.class);
  private static final Choice<TriangleForm> FORMS = new Choice<>(TriangleForm.class);

  private static final String LAPLACIAN = Choice.name(InputDerivative.LAPLACIAN);

  /** The values of {@code compute} beside {@code wrt: inputs}, with and without the word. */
  private enum InputDerivative {
    HESSIAN,
    LAPLACIAN,
    INPUT_HESSIAN,
    INPUT_LAPLACIAN
  }

  /** What is computed with {@code wrt: inputs}; empty where that is not said. */
  static Optional<Compute> compute(YamlSection root) {
    Optional<Wrt> wrt = WRT.read(root, "wrt");
    if (wrt.isEmpty() || wrt.get() == Wrt.PARAMETERS) {
      root.find("compute")
          .filter(given -> given instanceof YamlScalar scalar && LAPLACIAN.equals(scalar.text()))
          .ifPresent(
              given -> {
                throw given.wrong("is laplacian, which needs wrt: inputs; add that");
              });
      return Optional.empty();
    }
    root.scalar("compute", "one of " + DERIVATIVES.names())
        .filter(InputReader::isByParameters)
        .ifPresent(
            scalar -> {
              throw scalar.wrong(
                  "is %s, which is by the parameters; with wrt: inputs take hessian or laplacian"
                      .formatted(scalar.text()));
            });
    return Optional.of(
        switch (DERIVATIVES.read(root, "compute").orElse(InputDerivative.HESSIAN)) {
          case HESSIAN, INPUT_HESSIAN -> Compute.INPUT_HESSIAN;
          case LAPLACIAN, INPUT_LAPLACIAN -> Compute.INPUT_LAPLACIAN;
        });
  }

  private static boolean isByParameters(YamlScalar scalar) {
    return Arrays.stream(Compute.values())
        .filter(each -> each != Compute.HESSIAN && !each.byInputs())
        .anyMatch(each -> each.word().equals(scalar.text()));
  }

  /** There where derivatives are taken by the inputs, and nowhere else. */
  Optional<InputSpec> spec() {
    Optional<YamlSection> section = root.section("inputs");
    if (!compute.byInputs()) {
      if (section.isPresent()) {
        throw root.find("inputs")
            .orElseThrow()
            .wrong("needs wrt: inputs; leave it out, or add that");
      }
      return Optional.empty();
    }
    if (root.find("wrt").isPresent() && WRT.read(root, "wrt").orElseThrow() == Wrt.PARAMETERS) {
      throw root.find("wrt")
          .orElseThrow()
          .wrong("is parameters, but compute: %s is by inputs".formatted(compute.word()));
    }
    if (root.find("data").isEmpty()) {
      throw root.missing("data", "wrt: inputs takes derivatives by the features of its samples");
    }
    root.find("tile")
        .ifPresent(
            tile -> {
              throw tile.wrong(
                  "cuts a matrix over the parameters, and wrt: inputs has none; leave it out");
            });
    return Optional.of(
        section
            .map(this::read)
            .orElse(spec(List.of(), OptionalInt.empty(), false, Optional.empty())));
  }

  private static InputSpec spec(
      List<String> columns, OptionalInt output, boolean ofClass, Optional<TriangleForm> form) {
    return new InputSpec(columns, output, ofClass, form.orElse(TriangleForm.PACKED));
  }

  private InputSpec read(YamlSection section) {
    KnownKeys.check(section, KnownKeys.INPUTS);
    Optional<YamlScalar> number = section.scalar("class", "a whole number");
    Optional<YamlScalar> output = section.scalar("output", "a whole number");
    if (number.isPresent() && output.isPresent()) {
      throw number.get().wrong("is there beside inputs.output; give one of them");
    }
    if (number.isPresent() && objective.loss() != Loss.CROSS_ENTROPY) {
      throw number
          .get()
          .wrong("needs an objective with classes, by cross-entropy; name an inputs.output");
    }
    Optional<TriangleForm> form = FORMS.read(section, "form");
    if (form.isPresent() && compute != Compute.INPUT_HESSIAN) {
      throw section
          .find("form")
          .orElseThrow()
          .wrong("needs compute: hessian, a Laplacian is one number a sample; leave it out");
    }
    Optional<YamlScalar> chosen = number.or(() -> output);
    return spec(
        columns(section),
        chosen
            .map(scalar -> OptionalInt.of(scalar.integer(0, Integer.MAX_VALUE)))
            .orElse(OptionalInt.empty()),
        number.isPresent(),
        form);
  }

  private static List<String> columns(YamlSection section) {
    Set<String> seen = new HashSet<>();
    List<String> columns =
        section.list(
            "columns",
            "the name of a feature",
            column -> {
              if (!seen.add(column.string())) {
                throw column.wrong(
                    "names the feature %s again; name it once"
                        .formatted(Shown.quoted(column.string())));
              }
              return column.string();
            });
    if (columns.isEmpty() && section.find("columns").isPresent()) {
      throw section.find("columns").get().wrong("is empty; leave it out to take all features");
    }
    return columns;
  }
}
