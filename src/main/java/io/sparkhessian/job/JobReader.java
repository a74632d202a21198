package io.sparkhessian.job;

import io.sparkhessian.Failure;
import io.sparkhessian.objective.Reduction;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a whole job from the nodes of its file. */
final class JobReader {
  private static final Choice<Reduction> REDUCTIONS = new Choice<>(Reduction.class);
  private static final Choice<Compute> COMPUTES = new Choice<>(Compute.class, Compute::available);
  private static final Choice<ExportFormat> EXPORTS = new Choice<>(ExportFormat.class);
  private static final Choice<BlockKind> BLOCKS = new Choice<>(BlockKind.class);
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
    Compute compute = COMPUTES.read(root, "compute").orElse(Compute.HESSIAN);
    String name = root.string("name").orElse(defaultName);
    return new Job(
        name,
        objective,
        parameters,
        data,
        REDUCTIONS.read(root, "reduction").orElse(Reduction.MEAN),
        root.scalar("l2", "a number").map(JobReader::notNegative).orElse(0.0),
        compute,
        vectors(root, compute),
        blocks(root, compute),
        approximation(root, compute),
        root.scalar("tile", "a whole number")
            .map(tile -> OptionalInt.of(tile.integer(1, LARGEST_TILE)))
            .orElse(OptionalInt.empty()),
        export(root, compute),
        root.string("output").orElse("out/" + name));
  }

  private static double notNegative(YamlScalar scalar) {
    double number = scalar.number();
    if (number < 0) {
      throw scalar.mustBe("zero or more");
    }
    return number + 0.0; // -0.0 becomes 0.0, so that both have one fingerprint
  }

  private static Optional<String> vectors(YamlSection root, Compute compute) {
    Optional<String> vectors = root.string("vectors");
    if (compute == Compute.HVP && vectors.isEmpty()) {
      throw root.missing(
          "vectors", "give a .npy file of those that the Hessian is multiplied with");
    }
    if (compute != Compute.HVP && vectors.isPresent()) {
      throw needs(root, "vectors", "hvp", compute);
    }
    return vectors;
  }

  private static Optional<BlockKind> blocks(YamlSection root, Compute compute) {
    Optional<BlockKind> blocks = BLOCKS.read(root, "blocks");
    if (compute == Compute.BLOCKS) {
      return Optional.of(blocks.orElse(BlockKind.TENSOR));
    }
    if (blocks.isPresent()) {
      throw needs(root, "blocks", "blocks", compute);
    }
    return blocks;
  }

  private static Optional<ApproximationSpec> approximation(YamlSection root, Compute compute) {
    Optional<YamlScalar> probes = root.scalar("probes", "a whole number");
    Optional<YamlScalar> seed = root.scalar("seed", "a whole number");
    Optional<YamlScalar> compare = root.scalar("compare", "true or false");
    boolean estimate = compute == Compute.HUTCHINSON;
    if (!estimate && probes.isPresent()) {
      throw needs(root, "probes", "hutchinson", compute);
    }
    if (!estimate && seed.isPresent()) {
      throw needs(root, "seed", "hutchinson", compute);
    }
    if (!compute.approximatesDiagonal() && compare.isPresent()) {
      throw needs(root, "compare", "becker-lecun, hesscale or hutchinson", compute);
    }
    if (!compute.approximatesDiagonal()) {
      return Optional.empty();
    }
    int count =
        probes
            .map(scalar -> scalar.integer(2, ApproximationSpec.MOST_PROBES))
            .orElse(ApproximationSpec.PROBES);
    long chosen =
        seed.map(scalar -> (long) scalar.integer(0, Integer.MAX_VALUE))
            .orElse(ApproximationSpec.SEED);
    return Optional.of(
        new ApproximationSpec(
            estimate ? count : 0,
            estimate ? chosen : 0,
            compare.map(YamlScalar::flag).orElse(false)));
  }

  /** The failure of a key that belongs to other values of {@code compute}. */
  private static Failure needs(YamlSection root, String key, String wanted, Compute compute) {
    return root.find(key)
        .orElseThrow()
        .wrong("needs compute: %s, not %s; leave it out".formatted(wanted, Choice.name(compute)));
  }

  private static List<ExportFormat> export(YamlSection root, Compute compute) {
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
              return format;
            });
    if (!formats.isEmpty() && compute != Compute.HESSIAN && compute != Compute.BLOCKS) {
      throw needs(root, "export", "hessian or blocks", compute);
    }
    return formats;
  }
}
