package io.sparkhessian.quantity.matrix;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.CurvatureMatrix;
import io.sparkhessian.curvature.CurvatureProduct;
import io.sparkhessian.curvature.layout.DiagonalBlock;
import io.sparkhessian.curvature.spectral.Probes;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.results.StoredMatrix;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.linalg.Rows;
import io.sparkhessian.quantity.check.Check;
import io.sparkhessian.quantity.check.ExportComparison;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.quantity.check.FirstOrderCheck;
import io.sparkhessian.quantity.check.Recomputed;
import io.sparkhessian.quantity.check.RelativeError;
import io.sparkhessian.quantity.check.VerificationTasks;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * Checks the stored tiles of a matrix H or of its diagonal blocks (H is then block-diagonal).
 *
 * <p>Random rows are compared with central differences of the gradient, or with products along
 * directions if H is not the Hessian. H·v for random v is compared with Hessian-vector products.
 * The symmetry check uses these products, since the stored tiles are symmetric by construction.
 */
public record MatrixCheck(
    TilesComputation computation, LoadedJob loaded, OutputDirectory out, Manifest manifest)
    implements Check {
  private static final int RANDOM_VECTORS = 2;

  /** Share of the largest product below which a product is dominated by cancellation. */
  private static final double NEGLIGIBLE = 1e-6;

  @Override
  public Findings run(VerificationTasks tasks, int count, Random random) throws IOException {
    int size = loaded.problem().layout().size();
    List<Integer> rows = Probes.numbers(random, count, size);
    DMatrixRMaj chosen = Probes.oneHot(rows, size);
    CurvatureMatrix curvature = computation.spec().matrix();
    boolean hessian = curvature == CurvatureMatrix.HESSIAN;
    CurvatureProduct product = curvature.product(loaded.problem());
    DMatrixRMaj expected = hessian ? tasks.differences(chosen) : tasks.products(product, chosen);
    List<Recomputed> recomputed =
        FirstOrderCheck.of(loaded, out, manifest, tasks, RelativeError.largest(expected));
    List<StoredMatrix> matrices = computation.spec().kind().stored(manifest, computation.spec());
    List<DiagonalBlock> blocks = matrices.stream().map(StoredMatrix::block).toList();
    requireBlocksOfJob(blocks);
    maskOutsideBlocks(expected, rows, blocks);
    DMatrixRMaj probes = Probes.gaussian(random, RANDOM_VECTORS, size);
    DMatrixRMaj vectors = Probes.stacked(chosen, probes);
    DMatrixRMaj stored = new StoredProducts(tasks.tasks(), out, matrices).times(vectors);
    ExportComparison copies = new ExportComparison(tasks, out, manifest);
    matrices.forEach(each -> recomputed.addAll(copies.of(each, loaded.parameterNames())));
    DMatrixRMaj products = tasks.products(product, blocks, probes);
    DMatrixRMaj times = Rows.copy(stored, rows.size(), stored.numRows);
    double rowError = RelativeError.of(Rows.copy(stored, 0, rows.size()), expected, 0);
    if (!hessian) {
      recomputed.add(new Recomputed("%d random rows".formatted(rows.size()), rowError));
    }
    return new Findings(
        "rows",
        Findings.DIFFERENCES_OF_GRADIENT,
        hessian ? rows : List.of(),
        hessian ? rowError : 0,
        OptionalDouble.of(worst(blocks, times, products)),
        OptionalDouble.of(symmetryDefect(probes, products)),
        recomputed);
  }

  private void requireBlocksOfJob(List<DiagonalBlock> blocks) {
    if (!blocks.equals(computation.plan().matrices())) {
      throw Failure.input(
          "%s: N or plan.blocks do not match the job; run the job again with --overwrite"
              .formatted(out.child("manifest.json").text()));
    }
  }

  /** Returns the largest error of a block, relative to the block unless it is negligible. */
  private static double worst(List<DiagonalBlock> blocks, DMatrixRMaj found, DMatrixRMaj expected) {
    double floor = NEGLIGIBLE * RelativeError.largest(expected);
    return blocks.stream()
        .mapToDouble(
            block ->
                RelativeError.of(
                    Probes.columns(found, block), Probes.columns(expected, block), floor))
        .reduce(0, Math::max);
  }

  /** Sets the entries of each row outside the block of the row to zero. */
  private static void maskOutsideBlocks(
      DMatrixRMaj expected, List<Integer> rows, List<DiagonalBlock> blocks) {
    for (int k = 0; k < rows.size(); k++) {
      int row = rows.get(k);
      DiagonalBlock block =
          blocks.stream().filter(each -> each.holds(row)).findFirst().orElseThrow();
      for (int column = 0; column < expected.numCols; column++) {
        if (!block.holds(column)) {
          expected.set(k, column, 0);
        }
      }
    }
  }

  /** Returns |uᵀ(Hv) − vᵀ(Hu)| / (‖u‖ ‖Hv‖) for the rows u and v of the vectors. */
  public static double symmetryDefect(DMatrixRMaj vectors, DMatrixRMaj products) {
    double uhv = Rows.dot(vectors, 0, products, 1);
    double vhu = Rows.dot(vectors, 1, products, 0);
    double scale =
        Math.sqrt(Rows.dot(vectors, 0, vectors, 0)) * Math.sqrt(Rows.dot(products, 1, products, 1));
    return scale == 0 ? 0 : Math.abs(uhv - vhu) / scale;
  }
}
