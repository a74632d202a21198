package io.sparkhessian.linalg;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import dev.ludovic.netlib.lapack.LAPACK;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.netlib.util.intW;

/** Eigenvalues and eigenvectors of symmetric matrices, by LAPACK's dsyevr. */
public final class Eigensolver {
  /** Rows of a matrix that dsyevr may want to work in. */
  private static final int WORK_ROWS = 40;

  private final LAPACK lapack;
  private final String name;

  Eigensolver(LAPACK lapack, String name) {
    this.lapack = lapack;
    this.name = name;
  }

  /** LAPACK in plain Java, which has the same bits everywhere. */
  public static Eigensolver plainJava() {
    return new Eigensolver(JavaLAPACK.getInstance(), "LAPACK in plain Java");
  }

  /** What runs. */
  public String name() {
    return name;
  }

  /** The largest matrix that an array of Java holds. */
  public static int largest() {
    return (int) Math.sqrt(Integer.MAX_VALUE);
  }

  /** Bytes that this needs for a matrix of {@code size}, which are among them. */
  public static long bytes(long size, boolean vectors) {
    return Double.BYTES * size * ((vectors ? 2 : 1) * size + WORK_ROWS);
  }

  /**
   * All eigenvalues, ascending.
   *
   * @param symmetric is written over
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
   * @param symmetric is written over
   */
  public Eigenpairs pairs(DMatrixRMaj symmetric, int from, int to) {
    int size = symmetric.numRows;
    if (from < 0 || from >= to || to > size) {
      throw new IllegalArgumentException("pairs %d to %d of %d".formatted(from, to, size));
    }
    double[] values = new double[size];
    double[] vectors = new double[Math.multiplyExact(size, size)]; // netlib asks for all of it
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
      int doubles = query ? -1 : Math.max(26 * n, (int) work[0]); // it asks too little for n = 1
      int integers = query ? -1 : Math.max(10 * n, whole[0]);
      work = query ? work : new double[doubles];
      whole = query ? whole : new int[integers];
      intW found = new intW(0);
      intW info = new intW(0);
      lapack.dsyevr(
          job,
          range,
          "U",
          n,
          symmetric.data,
          n,
          0,
          0,
          first,
          last,
          0,
          found,
          values,
          vectors,
          stride,
          new int[2 * n],
          work,
          doubles,
          whole,
          integers,
          info);
      if (info.val != 0) {
        throw new IllegalStateException(
            "dsyevr of %s ends with %d for a matrix of %d".formatted(name, info.val, n));
      }
    }
  }
}
