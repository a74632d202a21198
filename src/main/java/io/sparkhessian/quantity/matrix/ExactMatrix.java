package io.sparkhessian.quantity.matrix;

import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.distributed.plan.Plan;
import io.sparkhessian.distributed.problem.DistributedProblem;
import io.sparkhessian.distributed.results.StoredWindow;
import io.sparkhessian.distributed.tasks.Progress;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.io.output.PieceStore;
import io.sparkhessian.io.tiles.TileStore;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.ejml.data.DMatrixRMaj;

/**
 * Matrices that are computed as tiles, which stand among the pieces until the result is finished,
 * and then read into the driver.
 *
 * @param plan that of the tiles, with what the driver needs for a matrix
 */
public record ExactMatrix(MatrixTiles tiles, Plan plan) {
  /**
   * Computes the tiles, but those that are there.
   *
   * @return how many block rows were
   */
  public int compute(DistributedProblem problem, OutputDirectory out, Progress.Counter done)
      throws IOException {
    List<String> directories =
        IntStream.range(0, plan.matrices().size()).mapToObj(each -> directory(out, each)).toList();
    return tiles.compute(problem, directories, done).resumed();
  }

  private static String directory(OutputDirectory out, int matrix) {
    return out.child("%s/tiles-%d".formatted(PieceStore.DIRECTORY, matrix)).absolute();
  }

  /** A block that is or lies in one of the matrices. */
  public DMatrixRMaj read(OutputDirectory out, DiagonalBlock block) throws IOException {
    for (int each = 0; each < plan.matrices().size(); each++) {
      DiagonalBlock matrix = plan.matrices().get(each);
      if (matrix.from() <= block.from() && block.to() <= matrix.to()) {
        Configuration hadoop = out.location().files().getConf();
        TileStore store = TileStore.open(hadoop, directory(out, each), plan.layout(matrix));
        return StoredWindow.of(store, matrix, block).read();
      }
    }
    throw new IllegalArgumentException(block + " is in none of " + plan.matrices());
  }
}
