package io.sparkhessian.quantity.solve;

import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.npy.VectorFile;
import io.sparkhessian.job.QuantitySection;
import io.sparkhessian.quantity.Computation;
import io.sparkhessian.quantity.MatrixChoice;
import io.sparkhessian.quantity.Quantity;
import io.sparkhessian.quantity.products.OperatorPart;
import io.sparkhessian.quantity.products.ProductsQuantity;
import io.sparkhessian.quantity.report.ResultNumbers;
import io.sparkhessian.quantity.report.Sections;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/** Solutions of linear systems by conjugate gradients. */
public final class SolveQuantity implements Quantity<SolveSpec> {
  static final String WORD = "solve";

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public List<String> keys() {
    return List.of("vectors", "of", "empirical", "damping", "tolerance", "iterations");
  }

  @Override
  public SolveSpec read(QuantitySection section) {
    MatrixChoice of = MatrixChoice.read(section);
    String file = section.path("vectors", "give a .npy file of the right-hand sides");
    return new SolveSpec(
        of,
        file,
        section.notNegative("damping", 0),
        section.fraction("tolerance", SolveSpec.TOLERANCE),
        section.whole("iterations", 1, Integer.MAX_VALUE, SolveSpec.ITERATIONS));
  }

  @Override
  public List<String> files() {
    return List.of(
        StoredSolutions.SOLUTIONS,
        StoredSolutions.CONVERGENCE.file(),
        StoredSolutions.STEPS.file());
  }

  @Override
  public String title(SolveSpec spec) {
    return "solutions of linear systems with the " + spec.of().title();
  }

  @Override
  public Computation<?> computation(LoadedJob loaded, SolveSpec spec, Planner planner) {
    CurvatureProduct product = spec.of().matrix().product(loaded.problem());
    VectorFile vectors = loaded.vectors().orElseThrow();
    Plan plan =
        planner
            .products(product, vectors.count())
            .withState(SolveComputation.bytes(vectors.count(), vectors.size()), "fewer vectors");
    OperatorPart whole = OperatorPart.of(loaded.problem(), Optional.empty()).get(0);
    return new SolveComputation(spec, whole, vectors, product, planner, plan);
  }

  @Override
  public String tileLabel() {
    return ProductsQuantity.TILE_LABEL;
  }

  @Override
  public Sections sections(JavaSparkContext spark, ResultNumbers numbers, SolveSpec spec)
      throws IOException {
    return new SolveSections(spark.hadoopConfiguration(), numbers, spec).read(spec.of().kind());
  }
}
