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
 * Matrices computed as tiles in the directory of the pieces and then read by the driver; the tiles
 * are removed with the pieces when the result is finished.
 *
 * @param plan plan of the tiles, including the driver memory for one matrix
 */
public record ExactMatrix(MatrixTiles tiles, Plan plan) {
  /**
   * Computes the missing tiles.
   *
   * @return number of block rows restored from an earlier run
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

  /** Reads a block that lies within one of the matrices. */
  public DMatrixRMaj read(OutputDirectory out, DiagonalBlock block) throws IOException {
    for (int each = 0; each < plan.matrices().size(); each++) {
      DiagonalBlock matrix = plan.matrices().get(each);
      if (matrix.from() <= block.from() && block.to() <= matrix.to()) {
        Configuration hadoop = out.location().files().getConf();
        TileStore store = TileStore.open(hadoop, directory(out, each), plan.layout(matrix));
        return StoredWindow.of(store, matrix, block).read();
      }
    }
    throw new IllegalArgumentException("no matrix of " + plan.matrices() + " contains " + block);
  }
}
