package io.sparkhessian.spark;

import io.sparkhessian.curvature.CurvatureRows;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.io.tiles.BlockMatrices;
import io.sparkhessian.io.tiles.Tile;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.quantity.matrix.MatrixRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.linalg.distributed.BlockMatrix;
import org.apache.spark.storage.StorageLevel;

/**
 * Diagonal blocks of a Hessian, each in tiles of its upper triangle. The executors compute the
 * tiles on first use and keep them in memory and on disk until the blocks are closed.
 */
public final class HessianBlocks implements AutoCloseable {
  private final DistributedProblem problem;
  private final Plan plan;
  private final List<JavaRDD<Tile>> tiles = new ArrayList<>();

  HessianBlocks(DistributedProblem problem, CurvatureRows hessian, Plan plan) {
    this.problem = problem;
    this.plan = plan;
    for (JavaRDD<Tile> block : new MatrixRows(problem, hessian, plan).tiles()) {
      tiles.add(block.persist(StorageLevel.MEMORY_AND_DISK()));
    }
  }

  /** Names and ranges of the blocks, in the order of θ. */
  public List<DiagonalBlock> blocks() {
    return plan.matrices();
  }

  /** Returns the tiles of a block's upper triangle; their offsets are relative to the block. */
  public JavaRDD<Tile> tiles(String name) {
    return tiles.get(index(name));
  }

  /** Returns a full symmetric block as Spark's distributed matrix. */
  public BlockMatrix toBlockMatrix(String name) {
    int size = plan.matrices().get(index(name)).size();
    return BlockMatrices.of(tiles(name), new TileLayout(size, plan.tile()));
  }

  private int index(String name) {
    List<String> names = plan.matrices().stream().map(DiagonalBlock::name).toList();
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "unknown block '%s'; the blocks are %s".formatted(name, String.join(", ", names)));
    }
    return names.indexOf(name);
  }

  /** Frees the tiles on the executors, and with them the results of {@link #toBlockMatrix}. */
  @Override
  public void close() {
    tiles.forEach(JavaRDD::unpersist);
    problem.close();
  }
}
