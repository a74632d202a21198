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

/** Reads a whole job from the nodes of its file. */
final class JobReader {
  /** A name is printed in titles, and names the directory of the output. */
  private static final int LONGEST_NAME = 200;

  private static final Choice<Reduction> REDUCTIONS = new Choice<>(Reduction.class);
  private static final Choice<Compute> COMPUTES = new Choice<>(Compute.class, Compute::available);
  private static final Choice<ExportFormat> EXPORTS = new Choice<>(ExportFormat.class);
  private static final int LARGEST_TILE = 8192;

  private JobReader() {}

  static Job read(YamlSection root, String defaultName) {
    KnownKeys.check(root, KnownKeys.JOB);
    ObjectiveSpec objective =
        ObjectiveReader.read(
            root.section("objective")
                .orElseThrow(() -> root.missing("objective", "say what to differentiate")));
    String parameters =
        root.string("parameters")
            .orElseThrow(
                () -> root.missing("parameters", "give a .npy or .csv file of their values"));
    boolean isClass = objective.type() == ObjectiveType.CLASS;
    Optional<DataSpec> data =
        root.section("data").map(section -> DataSection.read(section, !isClass));
    if (data.isEmpty() && !isClass) {
      throw root.missing("data", "only type class does without");
    }
    Compute compute =
        InputReader.compute(root).or(() -> COMPUTES.read(root, "compute")).orElse(Compute.HESSIAN);
    Optional<InputSpec> inputs = new InputReader(root, compute, objective).spec();
    QuantityReader quantity = new QuantityReader(root, compute);
    Optional<CurvatureSpec> curvature = quantity.curvature(isClass);
    MatrixForm form = quantity.form(curvature);
    Optional<OperatorSpec> operator = new OperatorReader(root, quantity).read(isClass);
    String name = name(root).orElse(defaultName);
    return new Job(
        name,
        objective,
        parameters,
        data,
        REDUCTIONS.read(root, "reduction").orElse(Reduction.MEAN),
        root.scalar("l2", "a number").map(YamlScalar::notNegative).orElse(0.0),
        compute,
        vectors(root, quantity, compute),
        quantity.blocks(form),
        curvature,
        quantity.approximation(form),
        inputs,
        operator,
        root.scalar("tile", "a whole number")
            .map(tile -> OptionalInt.of(tile.integer(1, LARGEST_TILE)))
            .orElse(OptionalInt.empty()),
        export(root, quantity, form, compute),
        root.string("output").orElse("out/" + name));
  }

  private static Optional<String> name(YamlSection root) {
    Optional<String> name = root.string("name");
    boolean line =
        name.filter(
                text ->
                    text.length() > LONGEST_NAME
                        || text.codePoints().anyMatch(Character::isISOControl))
            .isEmpty();
    if (!line) {
      throw root.find("name")
          .orElseThrow()
          .wrong("must be one line of at most %d characters".formatted(LONGEST_NAME));
    }
    return name;
  }

  private static Optional<String> vectors(
      YamlSection root, QuantityReader quantity, Compute compute) {
    Optional<String> vectors = root.string("vectors");
    if (compute == Compute.HVP && vectors.isEmpty()) {
      throw root.missing(
          "vectors", "give a .npy file of those that the Hessian is multiplied with");
    }
    if (compute == Compute.SOLVE && vectors.isEmpty()) {
      throw root.missing("vectors", "give a .npy file of the right-hand sides");
    }
    if (compute != Compute.HVP && compute != Compute.SOLVE && vectors.isPresent()) {
      throw quantity.needs("vectors", "hvp or solve");
    }
    return vectors;
  }

  private static List<ExportFormat> export(
      YamlSection root, QuantityReader quantity, MatrixForm form, Compute compute) {
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
              if (compute.byInputs() && format == ExportFormat.MTX) {
                throw item.wrong(
                    "is mtx, which holds one matrix, not one a sample; take npy or csv");
              }
              return format;
            });
    if (!formats.isEmpty() && form == MatrixForm.DIAGONAL && !compute.byInputs()) {
      throw quantity.needs(
          "export", "hessian, blocks, or gauss-newton or fisher with form: matrix or blocks");
    }
    return formats;
  }
}
