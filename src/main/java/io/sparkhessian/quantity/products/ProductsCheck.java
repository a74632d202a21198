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
import io.sparkhessian.quantity.check.CheckingTasks;
import io.sparkhessian.quantity.check.Findings;
import io.sparkhessian.quantity.check.FirstOrderCheck;
import io.sparkhessian.quantity.check.Recomputed;
import io.sparkhessian.quantity.check.RelativeError;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * Checks stored products: all of them computed again, those with some of the vectors against
 * differences of the gradient. Errors are relative to the curvature, also along a random vector: a
 * product that vanishes is right to rounding alone.
 */
public record ProductsCheck(
    ProductsComputation computation, LoadedJob loaded, OutputDirectory out, Manifest manifest)
    implements Check {
  @Override
  public Findings run(CheckingTasks tasks, int count, Random random) throws IOException {
    int size = loaded.problem().layout().size();
    VectorFile vectors = loaded.vectors().orElseThrow();
    VectorFile products = products(tasks, size);
    if (products.count() != vectors.count()) {
      throw damaged("has %d rows for %d vectors".formatted(products.count(), vectors.count()));
    }
    List<Integer> chosen = Probes.numbers(random, count, vectors.count());
    DMatrixRMaj given = pick(vectors, chosen);
    DMatrixRMaj directions = unit(given.copy(), given);
    DMatrixRMaj probe = Probes.gaussian(random, 1, size);
    OperatorChecks checks = new OperatorChecks(loaded, computation.spec().of().matrix(), tasks);
    DMatrixRMaj looked = Probes.stacked(directions, unit(probe.copy(), probe));
    DMatrixRMaj expected = checks.products(looked);
    double curvature = RelativeError.largest(expected);
    List<Recomputed> recomputed = FirstOrderCheck.of(loaded, out, manifest, tasks, curvature);
    recomputed.add(
        new Recomputed(ProductsComputation.FILE, recomputedError(tasks, products, curvature)));
    DMatrixRMaj found = unit(pick(products, chosen), given);
    return Findings.of(
        "vectors",
        checks.against(),
        chosen,
        error(found, Rows.copy(expected, 0, chosen.size()), given, curvature),
        recomputed);
  }

  private VectorFile products(CheckingTasks tasks, int size) {
    try {
      return tasks.vectors(out.child(ProductsComputation.FILE), size);
    } catch (Failure failure) {
      throw damaged("is none of %d columns".formatted(size));
    }
  }

  private Failure damaged(String how) {
    return Failure.input(
        "%s: %s, so it is not what the job wrote; run the job again with --overwrite"
            .formatted(out.child(ProductsComputation.FILE).text(), how));
  }

  /** The largest error of a product whose vector is scaled to 1. */
  private double recomputedError(CheckingTasks tasks, VectorFile products, double curvature)
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

  private static DMatrixRMaj pick(VectorFile file, List<Integer> rows) throws IOException {
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

  /**
   * The largest error of products with vectors that were scaled to 1. What a tiny vector's product
   * lost below the smallest normal number does not count.
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

  /** Divides each row by the largest number of the vector beside it, unless that is zero. */
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
