package io.sparkhessian.quantity.diagonal;

import io.sparkhessian.curvature.BeckerLeCunDiagonal;
import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.HesScaleDiagonal;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.job.QuantitySection;
import io.sparkhessian.job.yaml.Choice;
import io.sparkhessian.quantity.Computation;
import io.sparkhessian.quantity.Quantity;
import io.sparkhessian.quantity.report.ResultNumbers;
import io.sparkhessian.quantity.report.Sections;
import io.sparkhessian.report.diagnosis.MatrixKind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/** The exact diagonal of the Hessian and its approximations. */
public enum DiagonalQuantity implements Quantity<DiagonalSpec> {
  DIAGONAL("exact diagonal of the Hessian", "exact diagonal"),
  BECKER_LECUN(
      "Becker-Le Cun approximation to the diagonal of the Hessian", "Becker and Le Cun", "compare"),
  HESSCALE("HesScale approximation to the diagonal of the Hessian", "HesScale", "compare"),
  HUTCHINSON(
      "Hutchinson estimate of the diagonal of the Hessian",
      "Hutchinson’s estimate",
      "probes",
      "seed",
      "compare");

  private final String title;
  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is
  private final List<String> keys;

  DiagonalQuantity(String title, String label, String... keys) {
    this.title = title;
    this.label = label;
    this.keys = List.of(keys);
  }

  @Override
  public String word() {
    return Choice.name(this);
  }

  @Override
  public List<String> keys() {
    return keys;
  }

  @Override
  public DiagonalSpec read(QuantitySection section) {
    boolean estimate = this == HUTCHINSON;
    return new DiagonalSpec(
        this,
        estimate ? section.probes(2, DiagonalSpec.PROBES) : 0,
        estimate ? section.seed() : 0,
        section.flag("compare", false));
  }

  @Override
  public List<String> files() {
    return List.of(
        DiagonalComputation.FILE,
        ApproximationComputation.EXACT_FILE,
        ApproximationComputation.ERRORS_FILE,
        ApproximationComputation.COMPARISON_FILE);
  }

  @Override
  public String title(DiagonalSpec spec) {
    return title;
  }

  @Override
  public Computation<?> computation(LoadedJob loaded, DiagonalSpec spec, Planner planner) {
    Problem problem = loaded.problem();
    if (this == DIAGONAL) {
      HessianDiagonal diagonal = new HessianDiagonal(problem);
      return new DiagonalComputation(diagonal, planner.diagonal(diagonal));
    }
    ApproximateDiagonal approximation =
        switch (this) {
          case BECKER_LECUN ->
              ApproximateDiagonal.onePass(new BeckerLeCunDiagonal(problem), planner);
          case HESSCALE -> ApproximateDiagonal.onePass(new HesScaleDiagonal(problem), planner);
          default -> estimate(problem, spec, planner);
        };
    return ApproximationComputation.of(
        loaded, planner, approximation, Optional.empty(), spec.compare());
  }

  private static ApproximateDiagonal estimate(Problem problem, DiagonalSpec spec, Planner planner) {
    CurvatureProduct product = new CurvatureProduct(problem);
    return new ApproximateDiagonal.Estimate(
        product, spec.seed(), planner.products(product, spec.probes()));
  }

  @Override
  public Sections sections(JavaSparkContext spark, ResultNumbers numbers, DiagonalSpec spec)
      throws IOException {
    MatrixKind kind = this == DIAGONAL ? MatrixKind.HESSIAN : MatrixKind.APPROXIMATION;
    return new DiagonalSections(numbers).read(kind, label);
  }
}
