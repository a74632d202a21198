package io.sparkhessian.run;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.curvature.BeckerLeCunDiagonal;
import io.sparkhessian.curvature.CurvatureMatrix;
import io.sparkhessian.curvature.DiagonalInOnePass;
import io.sparkhessian.curvature.FullHessian;
import io.sparkhessian.curvature.HesScaleDiagonal;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.HessianVectorProduct;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.layout.DiagonalBlocks;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.io.data.SampleData;
import io.sparkhessian.io.npy.VectorFile;
import io.sparkhessian.job.ApproximationSpec;
import io.sparkhessian.job.Job;
import io.sparkhessian.job.MatrixForm;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.quantity.Computation;
import io.sparkhessian.quantity.Curvature;
import io.sparkhessian.quantity.diagonal.ApproximateDiagonal;
import io.sparkhessian.quantity.diagonal.ApproximationComputation;
import io.sparkhessian.quantity.diagonal.DiagonalComputation;
import io.sparkhessian.quantity.inputs.InputComputation;
import io.sparkhessian.quantity.matrix.TilesComputation;
import io.sparkhessian.quantity.products.ProductsComputation;
import java.util.List;
import java.util.Optional;

/** Makes the computation that a job asks for. */
public final class Computations {
  private Computations() {}

  /** The derivative graphs of a job's quantity, and the plan for them. */
  public static Computation of(LoadedJob loaded) {
    Problem problem = loaded.problem();
    Planner placed = new Planner(problem.layout(), loaded.data().shape(), loaded.job().tile());
    Planner planner =
        loaded.data() instanceof SampleData.Spread spread
            ? placed.spread(spread.largestGroup())
            : placed;
    return switch (loaded.job().compute()) {
      case HESSIAN, BLOCKS, GAUSS_NEWTON, FISHER -> matrix(loaded, planner);
      case DIAGONAL -> {
        HessianDiagonal diagonal = new HessianDiagonal(problem);
        yield new DiagonalComputation(diagonal, planner.diagonal(diagonal));
      }
      case HVP -> {
        HessianVectorProduct product = Curvature.of(loaded.job()).product(problem);
        VectorFile vectors = loaded.vectors().orElseThrow();
        yield new ProductsComputation(product, vectors, planner.products(product, vectors.count()));
      }
      case BECKER_LECUN -> approximation(loaded, planner, new BeckerLeCunDiagonal(problem));
      case HESSCALE -> approximation(loaded, planner, new HesScaleDiagonal(problem));
      case HUTCHINSON -> {
        ApproximationSpec spec = loaded.job().approximation().orElseThrow();
        HessianVectorProduct product = new HessianVectorProduct(problem);
        Plan plan = planner.products(product, spec.probes());
        yield approximation(loaded, planner, new ApproximateDiagonal.Estimate(product, spec, plan));
      }
      case INPUT_HESSIAN, INPUT_LAPLACIAN -> InputComputation.of(loaded, planner);
      case SPECTRUM -> OperatorComputations.spectrum(loaded, planner);
      case TRACE -> OperatorComputations.trace(loaded, planner);
      case SOLVE -> OperatorComputations.solve(loaded, planner);
      default ->
          throw new IllegalArgumentException("not in this version: " + loaded.job().compute());
    };
  }

  private static Computation matrix(LoadedJob loaded, Planner planner) {
    Job job = loaded.job();
    Problem problem = loaded.problem();
    CurvatureMatrix curvature = Curvature.of(job);
    if (job.curvature().filter(spec -> spec.form() == MatrixForm.DIAGONAL).isPresent()) {
      return approximation(loaded, planner, curvature.diagonal(problem));
    }
    FullHessian matrix = curvature.matrix(problem);
    if (!job.computesBlocks()) {
      return new TilesComputation(matrix, planner.matrix(job.compute().word(), matrix));
    }
    List<DiagonalBlock> blocks =
        switch (job.blocks().orElseThrow()) {
          case TENSOR -> DiagonalBlocks.tensors(problem.layout());
          case LAYER -> DiagonalBlocks.layers(problem.layout(), matrix.sites());
        };
    return new TilesComputation(matrix, planner.blocks(matrix, blocks));
  }

  private static Computation approximation(
      LoadedJob loaded, Planner planner, DiagonalInOnePass diagonal) {
    return approximation(
        loaded, planner, new ApproximateDiagonal.OnePass(diagonal, planner.onePass(diagonal)));
  }

  private static Computation approximation(
      LoadedJob loaded, Planner planner, ApproximateDiagonal diagonal) {
    Problem problem = loaded.problem();
    Optional<DiagonalComputation> exact = Optional.empty();
    if (loaded.job().approximation().orElseThrow().compare()) {
      HessianDiagonal beside = new HessianDiagonal(problem);
      exact = Optional.of(new DiagonalComputation(beside, planner.diagonal(beside)));
    }
    LinearSites sites = LinearSites.of(problem.objective(), ObjectiveGraph.OBJECTIVE);
    List<DiagonalBlock> layers = DiagonalBlocks.layers(problem.layout(), sites);
    return new ApproximationComputation(diagonal, exact, layers);
  }
}
