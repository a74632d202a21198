package io.sparkhessian.spark.run;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.curvature.BeckerLeCunDiagonal;
import io.sparkhessian.curvature.DiagonalBlock;
import io.sparkhessian.curvature.DiagonalBlocks;
import io.sparkhessian.curvature.DiagonalInOnePass;
import io.sparkhessian.curvature.FullHessian;
import io.sparkhessian.curvature.HesScaleDiagonal;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.curvature.HessianVectorProduct;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.io.FileEntry;
import io.sparkhessian.io.OutputDirectory;
import io.sparkhessian.io.SampleData;
import io.sparkhessian.io.VectorFile;
import io.sparkhessian.job.ApproximationSpec;
import io.sparkhessian.job.Job;
import io.sparkhessian.job.MatrixForm;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.spark.plan.BlockTask;
import io.sparkhessian.spark.plan.Plan;
import io.sparkhessian.spark.plan.Planner;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What a job computes: its derivative graphs, the plan for them, and the files they become. */
public interface Computation {
  Plan plan();

  /** Of all that it computes, that of {@link #plan} first. */
  default List<Plan> plans() {
    return List.of(plan());
  }

  /**
   * Does what a task does, over some samples, and keeps nothing of it.
   *
   * @return the operations that this took
   */
  double trial(BlockTask task, List<Samples> chunks, DenseKernels dense);

  /** What the time that it takes is called. */
  String phase();

  /** Rows or products that it computes, for the line of progress; 0 where that turns out. */
  default long rows() {
    return plans().stream().mapToLong(Plan::rowsOfTasks).sum();
  }

  /** What {@code explain} says in a line of its own. */
  record Note(String label, String text) {}

  /**
   * What there is to explain beside the plans.
   *
   * @param seconds that a plan takes
   */
  default List<Note> notes(ToDoubleFunction<Plan> seconds) {
    return List.of();
  }

  /** Bytes of the stored result. */
  default long resultBytes() {
    return plan().resultBytes();
  }

  /** What an earlier run had left, of what there is. */
  default String resumed(int count) {
    int all = plans().stream().mapToInt(plan -> plan.tasks().size()).sum();
    return "%d of %d %ss were there".formatted(count, all, plan().piece());
  }

  /** Computes on the executors, and writes into the output directory. */
  Written write(DistributedProblem problem, OutputDirectory out, Progress.Counter done)
      throws IOException;

  /**
   * What was written.
   *
   * @param files those whose checksums are known already
   * @param resumed block rows or pieces that an earlier run had finished
   */
  record Written(Statistics statistics, List<FileEntry> files, int resumed) {}

  static Computation of(LoadedJob loaded) {
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
        HessianVectorProduct product = new HessianVectorProduct(problem);
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
    Curvature curvature = Curvature.of(job);
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
