package io.sparkhessian.quantity.products;

import io.sparkhessian.curvature.HessianVectorProduct;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.spectral.BlockOperator;
import io.sparkhessian.curvature.spectral.LinearOperator;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.Eigensolver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The operators of one run: the whole matrix or a block of it, for each method that multiplies. */
public final class OperatorRun {
  private final DistributedOperator whole;
  private final Function<String, Pieces> pieces;
  private final Progress.Counter done;
  private final List<KeptProducts> kept = new ArrayList<>();

  /**
   * @param pieces where a method of this name keeps its products
   */
  public OperatorRun(
      HessianVectorProduct product,
      Planner planner,
      DistributedProblem problem,
      Function<String, Pieces> pieces,
      Progress.Counter done) {
    this.whole = new DistributedOperator(problem, product, planner, done);
    this.pieces = pieces;
    this.done = done;
  }

  /**
   * The operator for a method.
   *
   * @param name of the method, of which another one must not have the products
   */
  public LinearOperator of(OperatorPart part, String name) {
    return of(part, name, 0);
  }

  /**
   * The same where a method goes on from a state of its own.
   *
   * @param first how often it has multiplied, one vector each time
   */
  public LinearOperator of(OperatorPart part, String name, int first) {
    DiagonalBlock block = part.block();
    LinearOperator own = block.size() == whole.size() ? whole : new BlockOperator(whole, block);
    KeptProducts keeping = new KeptProducts(own, pieces(part, name), first, done);
    kept.add(keeping);
    return keeping;
  }

  /** Where a method keeps what it needs to go on. */
  public Pieces pieces(OperatorPart part, String name) {
    return pieces.apply(part.id() + "-" + name);
  }

  /** The dense kernels of the driver. */
  public DenseKernels dense() {
    return whole.tasks().dense();
  }

  /** LAPACK of the driver. */
  public Eigensolver eigensolver() {
    return whole.tasks().eigensolver();
  }

  /** Products that an earlier run has left. */
  public int resumed() {
    return kept.stream().mapToInt(KeptProducts::resumed).sum();
  }
}
