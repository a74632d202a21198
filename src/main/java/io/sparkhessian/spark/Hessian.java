package io.sparkhessian.spark;

import io.sparkhessian.curvature.FullHessian;
import io.sparkhessian.curvature.HessianDiagonal;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.distributed.tasks.ClusterMemory;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.io.tiles.BlockMatrices;
import io.sparkhessian.io.tiles.Tile;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.quantity.diagonal.DiagonalComputation;
import io.sparkhessian.quantity.matrix.MatrixRows;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.linalg.distributed.BlockMatrix;
import org.apache.spark.storage.StorageLevel;

/**
 * A Hessian as tiles of its upper triangle on the executors, kept in their memory and on their
 * disks.
 */
public final class Hessian implements AutoCloseable {
  private final DistributedProblem problem;
  private final JavaRDD<Tile> tiles;
  private final Plan plan;

  private Hessian(DistributedProblem problem, JavaRDD<Tile> tiles, Plan plan) {
    this.problem = problem;
    this.tiles = tiles;
    this.plan = plan;
  }

  static Hessian distributed(
      JavaSparkContext spark, FullHessian hessian, Data data, KernelChoice kernels, Plan plan) {
    plan.require(ClusterMemory.of(spark));
    DistributedProblem problem = data.distribute(spark, hessian.problem(), kernels);
    JavaRDD<Tile> tiles =
        new MatrixRows(problem, hessian, plan)
            .tiles()
            .get(0)
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new Hessian(problem, tiles, plan);
  }

  static double[] diagonal(
      JavaSparkContext spark,
      HessianDiagonal diagonal,
      Data data,
      KernelChoice kernels,
      Plan plan) {
    plan.require(ClusterMemory.of(spark));
    try (DistributedProblem problem = data.distribute(spark, diagonal.problem(), kernels)) {
      return DiagonalComputation.tasks(problem, diagonal)
          .compute(plan, Pieces.NONE, Progress.Counter.of(spark));
    }
  }

  /** The edge of the matrix, N. */
  public int size() {
    return plan.parameters();
  }

  /** The tiles of the upper triangle. */
  public JavaRDD<Tile> tiles() {
    return tiles;
  }

  /** Both triangles as Spark's own distributed matrix. */
  public BlockMatrix toBlockMatrix() {
    return BlockMatrices.of(tiles, new TileLayout(plan.parameters(), plan.tile()));
  }

  /**
   * Frees what the executors hold; {@link #tiles} and a matrix of {@link #toBlockMatrix} cannot be
   * used any more.
   */
  @Override
  public void close() {
    tiles.unpersist();
    problem.close();
  }
}
