package io.sparkhessian.quantity.products;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.CurvatureMatrix;
import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.spectral.LinearOperator;
import io.sparkhessian.curvature.spectral.Probes;
import io.sparkhessian.distributed.plan.Planner;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.npy.VectorFile;
import io.sparkhessian.io.npy.VectorReader;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.quantity.check.VerificationTasks;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Parts shared by the checks of operators: products by an independent path, and recomputation.
 *
 * @param matrix matrix whose products are checked
 * @param tasks tasks of the verification
 */
public record OperatorChecks(LoadedJob loaded, CurvatureMatrix matrix, VerificationTasks tasks) {
  /**
   * Returns the products of a part of the matrix by the independent path of {@link
   * #products(DMatrixRMaj)}.
   *
   * @param vectors k × size of the part
   * @return k × size of the part
   */
  public DMatrixRMaj products(OperatorPart part, DMatrixRMaj vectors) {
    DiagonalBlock block = part.block();
    int size = loaded.problem().layout().size();
    DMatrixRMaj extended = new DMatrixRMaj(vectors.numRows, size);
    CommonOps_DDRM.insert(vectors, extended, 0, block.from());
    return Probes.columns(products(extended), block);
  }

  /** Returns ‖Hz‖ / ‖z‖ of a random z, about the root mean square of the eigenvalues. */
  public double curvature(OperatorPart part, Random random) {
    DMatrixRMaj probe = Probes.gaussian(random, 1, part.block().size());
    return Residuals.norm(products(part, probe), 0) / Residuals.norm(probe, 0);
  }

  /**
   * Returns products by central differences of the gradient for the Hessian, by products along
   * directions for any other matrix.
   *
   * @param vectors k × N
   * @return k × N
   */
  public DMatrixRMaj products(DMatrixRMaj vectors) {
    return byDifferences()
        ? tasks.differences(vectors)
        : tasks.products(matrix.product(loaded.problem()), vectors);
  }

  /** Returns the name of the path of {@link #products(DMatrixRMaj)}. */
  public String against() {
    return byDifferences() ? Findings.DIFFERENCES_OF_GRADIENT : Findings.PRODUCTS_BY_DIRECTIONS;
  }

  private boolean byDifferences() {
    return matrix == CurvatureMatrix.HESSIAN;
  }

  /** Returns a part of the matrix as an operator of these products. */
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

  /** A computation with operators, run as in a job. */
  @FunctionalInterface
  public interface Recomputation<T> {
    T run(OperatorRun run) throws IOException;
  }

  /** Runs a computation as in a job, without a cache of products. */
  public <T> T recompute(CurvatureProduct product, Planner planner, Recomputation<T> work)
      throws IOException {
    return tasks.distributed(
        (problem, done) ->
            work.run(new OperatorRun(product, planner, problem, name -> Pieces.NONE, done)));
  }

  /**
   * Returns the sum of the eigenvalues and the sum of their squares of each part, from products
   * with all one-hot vectors.
   *
   * @param units scale of the eigenvalues of each part
   */
  public double[][] moments(
      CurvatureProduct product, Planner planner, List<OperatorPart> parts, double[] units)
      throws IOException {
    int size = loaded.problem().layout().size();
    double[][] moments = new double[parts.size()][2];
    int[] read = {0};
    int[] written = {0};
    tasks.distributed(
        (problem, done) ->
            ProductWaves.of(problem, product)
                .run(
                    planner.products(product, size),
                    count -> {
                      read[0] += count;
                      return Probes.oneHot(
                          IntStream.range(read[0] - count, read[0]).boxed().toList(), size);
                    },
                    (vectors, rows) -> {
                      for (int k = 0; k < parts.size(); k++) {
                        add(rows, written[0], parts.get(k).block(), units[k], moments[k]);
                      }
                      written[0] += rows.numRows;
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

  /**
   * Reads rows of a file of vectors.
   *
   * @param rows indices of the rows, ascending
   */
  public static DMatrixRMaj rows(VectorFile file, List<Integer> rows) throws IOException {
    DMatrixRMaj picked = new DMatrixRMaj(rows.size(), file.size());
    try (VectorReader reader = file.read()) {
      int next = 0;
      for (int k = 0; k < rows.size(); k++) {
        for (; next < rows.get(k); next++) {
          reader.next(1);
        }
        System.arraycopy(reader.next(1).data, 0, picked.data, k * file.size(), file.size());
        next++;
      }
    }
    return picked;
  }

  /** Returns the failure of a result file with unexpected contents. */
  public static Failure damaged(Location file) {
    return Failure.input(
        "%s: is not what the job wrote; run the job again with --overwrite".formatted(file.text()));
  }
}
