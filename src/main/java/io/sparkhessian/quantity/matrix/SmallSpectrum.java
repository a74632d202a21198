package io.sparkhessian.quantity.matrix;

import io.sparkhessian.distributed.results.StoredMatrix;
import io.sparkhessian.distributed.tasks.Stages;
import io.sparkhessian.io.tiles.Tile;
import io.sparkhessian.io.tiles.TileLayout;
import io.sparkhessian.io.tiles.TileStore;
import io.sparkhessian.linalg.Eigenpairs;
import io.sparkhessian.linalg.Eigensolver;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.report.diagnosis.Evidence;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.ejml.data.DMatrixRMaj;

/** Eigenvalues of a stored matrix that is small enough for one task of a second or two. */
final class SmallSpectrum {
  /** Largest matrix with native LAPACK, which takes about a second for this size. */
  static final int MAX_NATIVE = 2_500;

  /** Largest matrix in plain Java, which is several times slower. */
  static final int MAX_JAVA = 800;

  private SmallSpectrum() {}

  /**
   * Request for eigenvalues and eigenvectors.
   *
   * @param size number of rows N
   * @param ridge largest contribution of the regulariser to a diagonal entry
   * @param explained number of flat eigenvalues that are expected and need no eigenvectors
   * @param scales whether to add the eigenvalues of the matrix scaled to a unit diagonal
   */
  record Request(int size, double ridge, int explained, boolean scales) implements Serializable {}

  /**
   * Eigenvalues and squared eigenvector entries.
   *
   * @param lowest squared entries of the eigenvectors of the smallest eigenvalue; may be empty
   * @param flat sum of the squared entries of the eigenvectors of flat eigenvalues; may be empty
   * @param scaled eigenvalues of the scaled matrix; at most one element
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Eigenvalues(
      double[] values, double[] lowest, double[] flat, String solver, List<Eigenvalues> scaled)
      implements Serializable {
    Evidence.Eigen evidence() {
      return new Evidence.Eigen(values, true, lowest, flat);
    }

    Evidence.Eigen scaledEvidence() {
      return scaled.isEmpty() ? Evidence.Eigen.UNKNOWN : scaled.get(0).evidence();
    }
  }

  /** Computes the eigenvalues in one task; empty if the matrix is too large. */
  static Optional<Eigenvalues> of(
      JavaSparkContext spark, String directory, StoredMatrix matrix, Request request) {
    if (request.size() > MAX_NATIVE) {
      return Optional.empty();
    }
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    TileLayout layout = matrix.layout();
    KernelChoice choice = KernelChoice.parse(spark.getConf().get(KernelChoice.SETTING, "auto"));
    return Stages.named(
        spark,
        "eigenvalues for the report",
        "LAPACK, in one task",
        () ->
            spark
                .parallelize(List.of(request), 1)
                .flatMap(
                    asked -> {
                      Eigensolver solver = Kernels.selectEigensolver(choice).eigensolver();
                      return isQuick(solver, asked.size())
                          ? List.of(
                                  of(
                                      TileStore.open(hadoop.value(), directory, layout),
                                      solver,
                                      asked))
                              .iterator()
                          : List.<Eigenvalues>of().iterator();
                    })
                .collect()
                .stream()
                .findFirst());
  }

  private static boolean isQuick(Eigensolver solver, int size) {
    return size <= MAX_JAVA || !solver.name().equals(Eigensolver.plainJava().name());
  }

  private static Eigenvalues of(TileStore store, Eigensolver solver, Request asked)
      throws IOException {
    List<Eigenvalues> scaled =
        asked.scales() ? List.of(of(scaled(read(store)), solver, asked, List.of())) : List.of();
    return of(read(store), solver, asked, scaled);
  }

  /** Computes all pairs in one call, which is faster than a second call for selected vectors. */
  private static Eigenvalues of(
      DMatrixRMaj matrix, Eigensolver solver, Request asked, List<Eigenvalues> scaled) {
    Eigenpairs pairs = solver.pairs(matrix, 0, asked.size());
    double[] values = pairs.values();
    double largest = Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
    DoublePredicate flat = value -> Evidence.Eigen.isFlat(value, largest, asked.ridge());
    double[] none = {};
    boolean negative = values[0] < -Evidence.NEGLIGIBLE * largest;
    boolean explained = Arrays.stream(values).filter(flat).count() <= asked.explained();
    return new Eigenvalues(
        values,
        negative || asked.scales() ? squares(pairs, value -> value == values[0]) : none,
        explained ? none : squares(pairs, flat),
        solver.name(),
        scaled);
  }

  /**
   * Scales the matrix to a unit diagonal, in place; rows without a positive diagonal become zero.
   */
  private static DMatrixRMaj scaled(DMatrixRMaj matrix) {
    double[] scales = new double[matrix.numRows];
    for (int i = 0; i < scales.length; i++) {
      double entry = matrix.get(i, i);
      scales[i] = entry > 0 ? 1 / Math.sqrt(entry) : 0;
    }
    for (int i = 0; i < scales.length; i++) {
      for (int j = 0; j < scales.length; j++) {
        matrix.set(i, j, matrix.get(i, j) * scales[i] * scales[j]);
      }
    }
    return matrix;
  }

  /** Reads the matrix, both triangles. */
  private static DMatrixRMaj read(TileStore store) throws IOException {
    int size = store.layout().size();
    DMatrixRMaj matrix = new DMatrixRMaj(size, size);
    for (int row = 0; row < store.layout().blocks(); row++) {
      store.readRow(row, tile -> put(tile, matrix));
    }
    return matrix;
  }

  private static void put(Tile tile, DMatrixRMaj matrix) {
    for (int r = 0; r < tile.rows(); r++) {
      for (int c = 0; c < tile.columns(); c++) {
        double value = tile.values()[r * tile.columns() + c];
        matrix.set(tile.rowOffset() + r, tile.columnOffset() + c, value);
        matrix.set(tile.columnOffset() + c, tile.rowOffset() + r, value);
      }
    }
  }

  /** Returns for each parameter the sum of squared entries of the selected eigenvectors. */
  private static double[] squares(Eigenpairs pairs, DoublePredicate selected) {
    int size = pairs.vectors().numCols;
    double[] squares = new double[size];
    for (int k = 0; k < pairs.values().length; k++) {
      if (selected.test(pairs.values()[k])) {
        for (int i = 0; i < size; i++) {
          squares[i] += pairs.vectors().get(k, i) * pairs.vectors().get(k, i);
        }
      }
    }
    return squares;
  }
}
