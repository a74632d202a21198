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

/** The eigenvalues of a stored matrix that is so small that a task has them in a second or two. */
final class SmallSpectrum {
  /** Native LAPACK takes about a second for so many rows. */
  static final int MOST = 2_500;

  /** The same of plain Java, which is several times slower. */
  private static final int MOST_IN_JAVA = 800;

  private SmallSpectrum() {}

  /**
   * What is to be looked for.
   *
   * @param size N
   * @param ridge the most that the regulariser adds to an entry of the diagonal
   * @param explained how many eigenvalues may be flat before one wants to know why
   * @param scales whether those of the matrix scaled to ones on its diagonal are wanted too
   */
  record Question(int size, double ridge, int explained, boolean scales) implements Serializable {}

  /**
   * What was found.
   *
   * @param scaled that of the scaled matrix, if it was asked for
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Found(double[] values, double[] lowest, double[] flat, String solver, List<Found> scaled)
      implements Serializable {
    Evidence.Eigen evidence() {
      return new Evidence.Eigen(values, true, lowest, flat);
    }

    Evidence.Eigen scaledEvidence() {
      return scaled.isEmpty() ? Evidence.Eigen.UNKNOWN : scaled.get(0).evidence();
    }
  }

  /** Computes them in one task; none where that would take long. */
  static Optional<Found> of(
      JavaSparkContext spark, String directory, StoredMatrix matrix, Question question) {
    if (question.size() > MOST) {
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
                .parallelize(List.of(question), 1)
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
                          : List.<Found>of().iterator();
                    })
                .collect()
                .stream()
                .findFirst());
  }

  private static boolean isQuick(Eigensolver solver, int size) {
    return size <= MOST_IN_JAVA || !solver.name().equals(Eigensolver.plainJava().name());
  }

  private static Found of(TileStore store, Eigensolver solver, Question asked) throws IOException {
    List<Found> scaled =
        asked.scales() ? List.of(of(scaled(read(store)), solver, asked, List.of())) : List.of();
    return of(read(store), solver, asked, scaled);
  }

  /** All pairs at once: LAPACK has the vectors in less time than it takes to begin again. */
  private static Found of(
      DMatrixRMaj matrix, Eigensolver solver, Question asked, List<Found> scaled) {
    Eigenpairs pairs = solver.pairs(matrix, 0, asked.size());
    double[] values = pairs.values();
    double largest = Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
    DoublePredicate flat = value -> Evidence.Eigen.isFlat(value, largest, asked.ridge());
    double[] none = {};
    boolean negative = values[0] < -Evidence.NOTHING * largest;
    boolean explained = Arrays.stream(values).filter(flat).count() <= asked.explained();
    return new Found(
        values,
        negative || asked.scales() ? squares(pairs, value -> value == values[0]) : none,
        explained ? none : squares(pairs, flat),
        solver.name(),
        scaled);
  }

  /** Divided by the square roots of the diagonal, where it is not zero. */
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

  /** Both triangles of the matrix. */
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

  /** By parameter the sum of the squares of those eigenvectors whose eigenvalues count. */
  private static double[] squares(Eigenpairs pairs, DoublePredicate counts) {
    int size = pairs.vectors().numCols;
    double[] squares = new double[size];
    for (int k = 0; k < pairs.values().length; k++) {
      if (counts.test(pairs.values()[k])) {
        for (int i = 0; i < size; i++) {
          squares[i] += pairs.vectors().get(k, i) * pairs.vectors().get(k, i);
        }
      }
    }
    return squares;
  }
}
