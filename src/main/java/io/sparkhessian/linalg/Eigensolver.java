package io.sparkhessian.linalg;

import io.sparkhessian.Failure;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.netlib.lapack.Dsyevr;
import org.netlib.util.intW;

/** Eigenvalues and eigenvectors of symmetric matrices, by LAPACK's dsyevr. */
public final class Eigensolver {
  /** Upper bound of the workspace of dsyevr, in rows of the matrix. */
  private static final int WORK_ROWS = 40;

  private final Routine routine;
  private final String name;

  /** The arguments of dsyevr, each array with its offset. */
  @FunctionalInterface
  interface Routine {
    void run(
        String job,
        String range,
        String triangle,
        int n,
        double[] a,
        int aOffset,
        int aStride,
        double low,
        double high,
        int first,
        int last,
        double tolerance,
        intW found,
        double[] values,
        int valuesOffset,
        double[] vectors,
        int vectorsOffset,
        int vectorsStride,
        int[] support,
        int supportOffset,
        double[] work,
        int workOffset,
        int workLength,
        int[] integers,
        int integersOffset,
        int integersLength,
        intW info);
  }

  Eigensolver(Routine routine, String name) {
    this.routine = routine;
    this.name = name;
  }

  /**
   * LAPACK in plain Java, which gives the same bits on every machine. The call bypasses netlib,
   * which would load and keep a native library even if asked for this implementation.
   */
  public static Eigensolver plainJava() {
    return new Eigensolver(Dsyevr::dsyevr, "LAPACK in plain Java");
  }

  /** Name of the implementation. */
  public String name() {
    return name;
  }

  /** Number of rows of the largest square matrix that fits a Java array. */
  public static int largest() {
    return (int) Math.sqrt(Integer.MAX_VALUE);
  }

  /** Bytes needed for a matrix of {@code size} rows, including the matrix. */
  public static long bytes(long size, boolean vectors) {
    return Double.BYTES * size * ((vectors ? 2 : 1) * size + WORK_ROWS);
  }

  /**
   * All eigenvalues, ascending.
   *
   * @param symmetric is overwritten
   */
  public double[] values(DMatrixRMaj symmetric) {
    double[] values = new double[symmetric.numRows];
    if (values.length > 0) {
      run(symmetric, "N", "A", 0, 0, values, new double[values.length], 1);
    }
    return values;
  }

  /**
   * The pairs {@code from} to {@code to − 1} in ascending order of the eigenvalues.
   *
   * @param symmetric is overwritten
   */
  public Eigenpairs pairs(DMatrixRMaj symmetric, int from, int to) {
    int size = symmetric.numRows;
    if (from < 0 || from >= to || to > size) {
      throw new IllegalArgumentException("pairs %d to %d of %d rows".formatted(from, to, size));
    }
    double[] values = new double[size];
    double[] vectors = new double[Math.multiplyExact(size, size)]; // netlib requires the full size
    run(symmetric, "V", "I", from + 1, to, values, vectors, size);
    int count = to - from;
    double[] wanted = count == size ? vectors : Arrays.copyOf(vectors, count * size);
    return new Eigenpairs(Arrays.copyOf(values, count), DMatrixRMaj.wrap(count, size, wanted));
  }

  private void run(
      DMatrixRMaj symmetric,
      String job,
      String range,
      int first,
      int last,
      double[] values,
      double[] vectors,
      int stride) {
    int n = symmetric.numRows;
    double[] work = new double[1];
    int[] whole = new int[1];
    for (boolean query : new boolean[] {true, false}) {
      int doubles =
          query ? -1 : Math.max(26 * n, (int) work[0]); // the query returns too little for n = 1
      int integers = query ? -1 : Math.max(10 * n, whole[0]);
      work = query ? work : new double[doubles];
      whole = query ? whole : new int[integers];
      intW found = new intW(0);
      intW info = new intW(0);
      routine.run(
          job,
          range,
          "U",
          n,
          symmetric.data,
          0,
          n,
          0,
          0,
          first,
          last,
          0,
          found,
          values,
          0,
          vectors,
          0,
          stride,
          new int[2 * n],
          0,
          work,
          0,
          doubles,
          whole,
          0,
          integers,
          info);
      if (info.val != 0) {
        throw Failure.numbers(
            "dsyevr of %s returns %d for a matrix of %d rows: the entries differ too much in magnitude for doubles; scale the objective or add damping"
                .formatted(name, info.val, n));
      }
    }
  }
}
