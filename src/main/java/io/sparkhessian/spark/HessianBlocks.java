package io.sparkhessian.spark;

import io.sparkhessian.curvature.FullHessian;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.tasks.ClusterMemory;
import io.sparkhessian.io.tiles.BlockMatrices;
import io.sparkhessian.io.tiles.Tile;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.quantity.matrix.MatrixRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.linalg.distributed.BlockMatrix;
import org.apache.spark.storage.StorageLevel;

/**
 * Blocks on the diagonal of a Hessian, each as tiles of its upper triangle on the executors; they
 * are computed when they are used.
 */
public final class HessianBlocks implements AutoCloseable {
  private final DistributedProblem problem;
  private final Plan plan;
  private final List<JavaRDD<Tile>> tiles = new ArrayList<>();

  private HessianBlocks(DistributedProblem problem, FullHessian hessian, Plan plan) {
    this.problem = problem;
    this.plan = plan;
    for (JavaRDD<Tile> block : new MatrixRows(problem, hessian, plan).tiles()) {
      tiles.add(block.persist(StorageLevel.MEMORY_AND_DISK()));
    }
  }

  static HessianBlocks distributed(
      JavaSparkContext spark, FullHessian hessian, Data data, KernelChoice kernels, Plan plan) {
    plan.require(ClusterMemory.of(spark));
    return new HessianBlocks(data.distribute(spark, hessian.problem(), kernels), hessian, plan);
  }

  /** What they are called and where they lie, in the order of θ. */
  public List<DiagonalBlock> blocks() {
    return plan.matrices();
  }

  /** The tiles of the upper triangle of a block; their offsets are within it. */
  public JavaRDD<Tile> tiles(String name) {
    return tiles.get(index(name));
  }

  /** Both triangles of a block as Spark's own distributed matrix. */
  public BlockMatrix toBlockMatrix(String name) {
    int size = plan.matrices().get(index(name)).size();
    return BlockMatrices.of(tiles(name), new TileLayout(size, plan.tile()));
  }

  private int index(String name) {
    List<String> names = plan.matrices().stream().map(DiagonalBlock::name).toList();
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "there is no block '%s'; there are %s".formatted(name, String.join(", ", names)));
    }
    return names.indexOf(name);
  }

  /** Frees what the executors hold; tiles and matrices cannot be used any more. */
  @Override
  public void close() {
    tiles.forEach(JavaRDD::unpersist);
    problem.close();
  }
}
