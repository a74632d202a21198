package io.sparkhessian.job;

import io.sparkhessian.Failure;
import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.job.yaml.YamlScalar;
import io.sparkhessian.job.yaml.YamlSection;
import java.util.Optional;

/** Reads what a job file says of the quantity that it computes, and refuses what is of another. */
record QuantityReader(YamlSection root, Compute compute) {
  private static final Choice<BlockKind> BLOCKS = new Choice<>(BlockKind.class);
  private static final Choice<MatrixForm> FORMS = new Choice<>(MatrixForm.class);

  Optional<CurvatureSpec> curvature(boolean isClass) {
    if (compute.byInputs() && root.find("form").isPresent()) {
      throw root.find("form")
          .orElseThrow()
          .wrong("is of gauss-newton and fisher; with wrt: inputs it stands in inputs.form");
    }
    Optional<MatrixForm> form = FORMS.read(root, "form");
    Optional<Boolean> empirical = root.scalar("empirical", "true or false").map(YamlScalar::flag);
    if (!compute.replacesHessian() && form.isPresent()) {
      throw needs("form", "gauss-newton or fisher");
    }
    if (compute != Compute.FISHER && !compute.usesOperator() && empirical.isPresent()) {
      throw needs("empirical", "fisher");
    }
    if (!compute.replacesHessian()) {
      return Optional.empty();
    }
    CurvatureSpec spec = new CurvatureSpec(form.orElse(MatrixForm.MATRIX), empirical.orElse(false));
    if (compute == Compute.FISHER && isClass && !spec.empirical()) {
      throw root.find("compute")
          .orElseThrow()
          .wrong(
              "is fisher, but the distribution of a class's model is not known; take"
                  + " gauss-newton, or empirical: true");
    }
    return Optional.of(spec);
  }

  /** How much of a matrix is computed; of products, none. */
  MatrixForm form(Optional<CurvatureSpec> curvature) {
    return curvature
        .map(CurvatureSpec::form)
        .orElse(
            switch (compute) {
              case HESSIAN -> MatrixForm.MATRIX;
              case BLOCKS -> MatrixForm.BLOCKS;
              default -> MatrixForm.DIAGONAL;
            });
  }

  Optional<BlockKind> blocks(MatrixForm form) {
    Optional<BlockKind> blocks = BLOCKS.read(root, "blocks");
    if (form == MatrixForm.BLOCKS) {
      return Optional.of(blocks.orElse(BlockKind.TENSOR));
    }
    if (blocks.isPresent() && compute != Compute.SPECTRUM && compute != Compute.TRACE) {
      throw needs("blocks", "blocks, spectrum, trace, or gauss-newton or fisher with form: blocks");
    }
    return blocks;
  }

  Optional<ApproximationSpec> approximation(MatrixForm form) {
    Optional<YamlScalar> probes = root.scalar("probes", "a whole number");
    Optional<YamlScalar> seed = root.scalar("seed", "a whole number");
    Optional<YamlScalar> compare = root.scalar("compare", "true or false");
    boolean estimate = compute == Compute.HUTCHINSON;
    boolean approximates =
        compute.approximatesDiagonal()
            || (compute.replacesHessian() && form == MatrixForm.DIAGONAL);
    boolean random =
        estimate || compute == Compute.SPECTRUM || compute == Compute.TRACE; // OperatorReader reads
    if (!random && probes.isPresent()) {
      throw needs("probes", "hutchinson, spectrum or trace");
    }
    if (!random && seed.isPresent()) {
      throw needs("seed", "hutchinson, spectrum or trace");
    }
    if (!approximates && compare.isPresent()) {
      throw needs(
          "compare", "becker-lecun, hesscale or hutchinson, or form: diagonal of another matrix");
    }
    if (!approximates) {
      return Optional.empty();
    }
    int count =
        probes
            .map(scalar -> scalar.integer(2, ApproximationSpec.MOST_PROBES))
            .orElse(ApproximationSpec.PROBES);
    long chosen =
        seed.map(scalar -> (long) scalar.integer(0, Integer.MAX_VALUE))
            .orElse(ApproximationSpec.SEED);
    boolean beside = compare.map(YamlScalar::flag).orElse(false);
    return Optional.of(new ApproximationSpec(estimate ? count : 0, estimate ? chosen : 0, beside));
  }

  /** The failure of a key that belongs to other values of {@code compute}. */
  Failure needs(String key, String wanted) {
    return root.find(key)
        .orElseThrow()
        .wrong("needs compute: %s, not %s; leave it out".formatted(wanted, compute.word()));
  }
}
