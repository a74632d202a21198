package io.sparkhessian.spark.run;

import io.sparkhessian.io.Manifest;
import io.sparkhessian.io.OutputDirectory;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * Checks stored tiles: some rows against differences, H·v for random v against Hessian-vector
 * products, and the symmetry of those products, which nothing enforces: what is stored is symmetric
 * by construction.
 */
record HessianCheck(LoadedJob loaded, OutputDirectory out, Manifest manifest)
    implements Verification.Check {
  private static final int RANDOM_VECTORS = 2;

  @Override
  public Findings run(CheckingTasks tasks, int count, Random random) throws IOException {
    int size = loaded.problem().layout().size();
    List<Integer> rows = Probes.numbers(random, count, size);
    DMatrixRMaj chosen = Probes.oneHot(rows, size);
    DMatrixRMaj expected = tasks.differences(chosen);
    List<Recomputed> recomputed =
        FirstOrderCheck.of(loaded, out, manifest, tasks, RelativeError.largest(expected));
    DMatrixRMaj probes = Probes.gaussian(random, RANDOM_VECTORS, size);
    DMatrixRMaj vectors = Probes.stacked(chosen, probes);
    DMatrixRMaj stored = tasks.storedTimes(out, manifest, vectors);
    if (manifest.files().stream().anyMatch(file -> file.path().equals("hessian.npy"))) {
      DMatrixRMaj exported = tasks.exportedTimes(out, vectors);
      recomputed.add(new Recomputed("hessian.npy", RelativeError.of(exported, stored, 0)));
    }
    DMatrixRMaj products = tasks.products(probes);
    DMatrixRMaj times = Probes.rows(stored, rows.size(), stored.numRows);
    return new Findings(
        "rows",
        rows,
        RelativeError.of(Probes.rows(stored, 0, rows.size()), expected, 0),
        OptionalDouble.of(RelativeError.of(times, products, 0)),
        OptionalDouble.of(symmetryDefect(probes, products)),
        recomputed);
  }

  static double symmetryDefect(DMatrixRMaj vectors, DMatrixRMaj products) {
    double uhv = dot(vectors, 0, products, 1);
    double vhu = dot(vectors, 1, products, 0);
    double scale =
        Math.sqrt(dot(vectors, 0, vectors, 0)) * Math.sqrt(dot(products, 1, products, 1));
    return scale == 0 ? 0 : Math.abs(uhv - vhu) / scale;
  }

  private static double dot(DMatrixRMaj left, int i, DMatrixRMaj right, int j) {
    double sum = 0;
    for (int column = 0; column < left.numCols; column++) {
      sum += left.get(i, column) * right.get(j, column);
    }
    return sum;
  }
}
