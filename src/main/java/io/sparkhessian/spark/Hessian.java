package io.sparkhessian.spark;

import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.io.tiles.BlockMatrices;
import io.sparkhessian.io.tiles.Tile;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.quantity.matrix.MatrixRows;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.linalg.distributed.BlockMatrix;
import org.apache.spark.storage.StorageLevel;

/**
 * Hessian in tiles of its upper triangle. The executors compute the tiles on first use and keep
 * them in memory and on disk until the Hessian is closed.
 */
public final class Hessian implements AutoCloseable {
  private final DistributedProblem problem;
  private final JavaRDD<Tile> tiles;
  private final Plan plan;

  Hessian(DistributedProblem problem, CurvatureRows hessian, Plan plan) {
    this.problem = problem;
    this.plan = plan;
    this.tiles =
        new MatrixRows(problem, hessian, plan)
            .tiles()
            .get(0)
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** Number of rows and columns, N. */
  public int size() {
    return plan.parameters();
  }

  /** Tiles of the upper triangle. */
  public JavaRDD<Tile> tiles() {
    return tiles;
  }

  /** Returns the full symmetric matrix as Spark's distributed matrix. */
  public BlockMatrix toBlockMatrix() {
    return BlockMatrices.of(tiles, new TileLayout(plan.parameters(), plan.tile()));
  }

  /** Frees the tiles on the executors, and with them the results of {@link #toBlockMatrix}. */
  @Override
  public void close() {
    tiles.unpersist();
    problem.close();
  }
}
