package io.sparkhessian.quantity.products;

import io.sparkhessian.Failure;
import io.sparkhessian.curvature.spectral.Probes;
import io.sparkhessian.distributed.problem.LoadedJob;
import io.sparkhessian.distributed.results.Pieces;
import io.sparkhessian.io.npy.VectorFile;
import io.sparkhessian.io.npy.VectorReader;
import io.sparkhessian.io.output.Manifest;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.linalg.Rows;
import io.sparkhessian.quantity.check.Check;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.quantity.check.FirstOrderCheck;
import io.sparkhessian.quantity.check.Recomputed;
import io.sparkhessian.quantity.check.RelativeError;
import io.sparkhessian.quantity.check.VerificationTasks;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * Checks stored products: recomputes all of them, and compares some with central differences of the
 * gradient. Errors are relative to the curvature, which includes a random vector, because a product
 * that vanishes is accurate only to rounding error.
 */
public record ProductsCheck(
    ProductsComputation computation, LoadedJob loaded, OutputDirectory out, Manifest manifest)
    implements Check {
  @Override
  public Findings run(VerificationTasks tasks, int count, Random random) throws IOException {
    int size = loaded.problem().layout().size();
    VectorFile vectors = loaded.vectors().orElseThrow();
    VectorFile products = products(tasks, size);
    if (products.count() != vectors.count()) {
      throw damaged("%d rows for %d vectors".formatted(products.count(), vectors.count()));
    }
    List<Integer> chosen = Probes.numbers(random, count, vectors.count());
    DMatrixRMaj given = OperatorChecks.rows(vectors, chosen);
    DMatrixRMaj directions = unit(given.copy(), given);
    DMatrixRMaj probe = Probes.gaussian(random, 1, size);
    OperatorChecks checks = new OperatorChecks(loaded, computation.spec().of().matrix(), tasks);
    DMatrixRMaj sampled = Probes.stacked(directions, unit(probe.copy(), probe));
    DMatrixRMaj expected = checks.products(sampled);
    double curvature = RelativeError.largest(expected);
    List<Recomputed> recomputed = FirstOrderCheck.of(loaded, out, manifest, tasks, curvature);
    recomputed.add(
        new Recomputed(ProductsComputation.FILE, recomputedError(tasks, products, curvature)));
    DMatrixRMaj found = unit(OperatorChecks.rows(products, chosen), given);
    return Findings.of(
        "vectors",
        checks.against(),
        chosen,
        error(found, Rows.copy(expected, 0, chosen.size()), given, curvature),
        recomputed);
  }

  private VectorFile products(VerificationTasks tasks, int size) {
    try {
      return tasks.vectors(out.child(ProductsComputation.FILE), size);
    } catch (Failure failure) {
      throw damaged("not an array of %d columns".formatted(size));
    }
  }

  private Failure damaged(String reason) {
    return Failure.input(
        "%s: is not what the job wrote (%s); run the job again with --overwrite"
            .formatted(out.child(ProductsComputation.FILE).text(), reason));
  }

  /** Returns the largest error of a recomputed product, with the vectors scaled to 1. */
  private double recomputedError(VerificationTasks tasks, VectorFile products, double curvature)
      throws IOException {
    try (VectorReader stored = products.read()) {
      return tasks.distributed(
          (problem, done) -> {
            double[] worst = {0};
            computation.run(
                problem,
                (vectors, again) -> {
                  DMatrixRMaj found = unit(stored.next(vectors.numRows), vectors);
                  double error = error(found, unit(again, vectors), vectors, curvature);
                  worst[0] = Math.max(worst[0], error);
                },
                Pieces.NONE,
                done);
            return worst[0];
          });
    }
  }

  /**
   * Returns the largest error of products with vectors that were scaled to 1. The underflow of the
   * products of tiny vectors does not count.
   */
  private static double error(
      DMatrixRMaj found, DMatrixRMaj expected, DMatrixRMaj vectors, double curvature) {
    double largest = 0;
    for (int row = 0; row < found.numRows; row++) {
      double scale = RelativeError.largest(Rows.copy(vectors, row, row + 1));
      double floor = scale == 0 ? curvature : Math.max(curvature, Double.MIN_NORMAL / scale);
      DMatrixRMaj one = Rows.copy(found, row, row + 1);
      double error = RelativeError.of(one, Rows.copy(expected, row, row + 1), floor);
      largest = Math.max(largest, error);
    }
    return largest;
  }

  /** Divides each row by the largest entry of the vector of the same index, unless it is zero. */
  private static DMatrixRMaj unit(DMatrixRMaj rows, DMatrixRMaj vectors) {
    for (int row = 0; row < rows.numRows; row++) {
      double largest = RelativeError.largest(Rows.copy(vectors, row, row + 1));
      for (int column = 0; column < rows.numCols; column++) {
        rows.data[row * rows.numCols + column] /= largest == 0 ? 1 : largest;
      }
    }
    return rows;
  }
}
