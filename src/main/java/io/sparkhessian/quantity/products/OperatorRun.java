package io.sparkhessian.quantity.products;

import io.sparkhessian.curvature.CurvatureProduct;
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

/** Operators of one run: one for each part of the matrix and each method, with cached products. */
public final class OperatorRun {
  private final DistributedOperator whole;
  private final Function<String, Pieces> pieces;
  private final Progress.Counter done;
  private final List<ProductCache> caches = new ArrayList<>();

  /**
   * @param pieces store of the products of a method, by name
   */
  public OperatorRun(
      CurvatureProduct product,
      Planner planner,
      DistributedProblem problem,
      Function<String, Pieces> pieces,
      Progress.Counter done) {
    this.whole = new DistributedOperator(problem, product, planner, done);
    this.pieces = pieces;
    this.done = done;
  }

  /**
   * Returns the operator for a method.
   *
   * @param name name of the method; methods with the same name share their products
   */
  public LinearOperator of(OperatorPart part, String name) {
    return of(part, name, 0);
  }

  /**
   * Returns the operator for a method that resumes from a checkpoint.
   *
   * @param first number of single-vector products before the checkpoint
   */
  public LinearOperator of(OperatorPart part, String name, int first) {
    DiagonalBlock block = part.block();
    LinearOperator own = block.size() == whole.size() ? whole : new BlockOperator(whole, block);
    ProductCache cache = new ProductCache(own, pieces(part, name), first, done);
    caches.add(cache);
    return cache;
  }

  /** Returns the store of a method. */
  public Pieces pieces(OperatorPart part, String name) {
    return pieces.apply(part.id() + "-" + name);
  }

  /** Returns the dense kernels of the driver. */
  public DenseKernels dense() {
    return whole.tasks().dense();
  }

  /** Returns the eigensolver of the driver. */
  public Eigensolver eigensolver() {
    return whole.tasks().eigensolver();
  }

  /** Number of products restored from an earlier run. */
  public int resumed() {
    return caches.stream().mapToInt(ProductCache::resumed).sum();
  }
}
