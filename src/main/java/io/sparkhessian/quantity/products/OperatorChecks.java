package io.sparkhessian.quantity.products;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.CurvatureMatrix;
import io.sparkhessian.curvature.HessianVectorProduct;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.spectral.LinearOperator;
import io.sparkhessian.curvature.spectral.Probes;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.quantity.check.CheckingTasks;
import io.sparkhessian.quantity.check.Findings;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * What checks of operators have in common: products by another path, and a second computation.
 *
 * @param matrix whose products are checked
 * @param tasks of the verification
 */
public record OperatorChecks(LoadedJob loaded, CurvatureMatrix matrix, CheckingTasks tasks) {
  /**
   * Products by differences of the gradient, which only the Hessian is; of another matrix by
   * directions. Of a block the part that belongs to it.
   */
  public DMatrixRMaj products(OperatorPart part, DMatrixRMaj vectors) {
    DiagonalBlock block = part.block();
    int size = loaded.problem().layout().size();
    DMatrixRMaj extended = new DMatrixRMaj(vectors.numRows, size);
    CommonOps_DDRM.insert(vectors, extended, 0, block.from());
    return Probes.columns(products(extended), block);
  }

  /** ‖Hz‖ / ‖z‖ of a random z: about the root mean square of the eigenvalues. */
  public double curvature(OperatorPart part, Random random) {
    DMatrixRMaj probe = Probes.gaussian(random, 1, part.block().size());
    return Residuals.norm(products(part, probe), 0) / Residuals.norm(probe, 0);
  }

  /** The same of the whole matrix. */
  public DMatrixRMaj products(DMatrixRMaj vectors) {
    return byDifferences()
        ? tasks.differences(vectors)
        : tasks.products(
            matrix.product(loaded.problem()),
            List.of(new DiagonalBlock("all", 0, vectors.numCols)),
            vectors);
  }

  /** What {@link #products} are, in words. */
  public String against() {
    return byDifferences() ? Findings.DIFFERENCES_OF_GRADIENT : Findings.PRODUCTS_BY_DIRECTIONS;
  }

  private boolean byDifferences() {
    return matrix == CurvatureMatrix.HESSIAN;
  }

  /** A part of the matrix by these products. */
  public LinearOperator operator(OperatorPart part) {
    return new LinearOperator() {
      @Override
      public int size() {
        return part.block().size();
      }

      @Override
      public DMatrixRMaj times(DMatrixRMaj vectors) {
        return products(part, vectors);
      }
    };
  }

  /** What is computed again as a run does it, with nothing kept. */
  @FunctionalInterface
  public interface Again<T> {
    T run(OperatorRun run) throws IOException;
  }

  public <T> T again(HessianVectorProduct product, Planner planner, Again<T> work)
      throws IOException {
    return tasks.distributed(
        (problem, done) ->
            work.run(new OperatorRun(product, planner, problem, name -> Pieces.NONE, done)));
  }

  /**
   * The sum of the eigenvalues of each part, and that of their squares, from products with every
   * one-hot vector.
   *
   * @param units of each part, in which its eigenvalues are counted
   */
  public double[][] moments(
      HessianVectorProduct product, Planner planner, List<OperatorPart> parts, double[] units)
      throws IOException {
    int size = loaded.problem().layout().size();
    double[][] moments = new double[parts.size()][2];
    int[] given = {0};
    int[] taken = {0};
    tasks.distributed(
        (problem, done) ->
            ProductWaves.of(problem, product)
                .run(
                    planner.products(product, size),
                    count -> {
                      given[0] += count;
                      return Probes.oneHot(
                          IntStream.range(given[0] - count, given[0]).boxed().toList(), size);
                    },
                    (vectors, rows) -> {
                      for (int k = 0; k < parts.size(); k++) {
                        add(rows, taken[0], parts.get(k).block(), units[k], moments[k]);
                      }
                      taken[0] += rows.numRows;
                    },
                    Pieces.NONE,
                    done));
    return moments;
  }

  private static void add(
      DMatrixRMaj rows, int first, DiagonalBlock block, double unit, double[] moments) {
    for (int r = 0; r < rows.numRows; r++) {
      if (block.holds(first + r)) {
        moments[0] += rows.get(r, first + r) / unit;
        for (int column = block.from(); column < block.to(); column++) {
          double entry = rows.get(r, column) / unit;
          moments[1] += entry * entry;
        }
      }
    }
  }

  /** The failure of a file of the result that holds something else than the job wrote. */
  public static Failure damaged(Location file) {
    return Failure.input(
        "%s: is not what the job wrote; run the job again with --overwrite".formatted(file.text()));
  }
}
