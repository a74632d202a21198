package io.sparkhessian.linalg;

import dev.ludovic.netlib.lapack.LAPACK;
import org.netlib.lapack.Dormtr;
import org.netlib.lapack.Dstemr;
import org.netlib.lapack.Dsterf;
import org.netlib.lapack.Dsytrd;
import org.netlib.util.booleanW;
import org.netlib.util.intW;

/** The routines of LAPACK for a symmetric matrix that is reduced to a tridiagonal one first. */
interface TridiagonalRoutines {
  /** The triangle of the matrix that is read; both are there. */
  String TRIANGLE = "L";

  /** dsytrd: the diagonal and what is beside it of the tridiagonal matrix, and the reflectors. */
  void reduce(
      int n, double[] a, double[] diagonal, double[] beside, double[] scales, double[] work);

  /** dsterf: in place of the diagonal, all eigenvalues, ascending. */
  void values(int n, double[] diagonal, double[] beside, intW info);

  /** dstemr: pairs {@code first} to {@code last}, counted from 1, of the tridiagonal matrix. */
  void pairs(
      int n,
      double[] diagonal,
      double[] beside,
      int first,
      int last,
      double[] values,
      double[] vectors,
      double[] work,
      int[] integers,
      intW info);

  /** dormtr: makes eigenvectors of the matrix of those of the tridiagonal one. */
  void back(int n, int count, double[] a, double[] scales, double[] vectors, double[] work);

  /** In plain Java. */
  record Java() implements TridiagonalRoutines {
    @Override
    public void reduce(int n, double[] a, double[] d, double[] e, double[] tau, double[] work) {
      intW info = new intW(0);
      Dsytrd.dsytrd(TRIANGLE, n, a, 0, n, d, 0, e, 0, tau, 0, work, 0, work.length, info);
    }

    @Override
    public void values(int n, double[] d, double[] e, intW info) {
      Dsterf.dsterf(n, d, 0, e, 0, info);
    }

    @Override
    public void pairs(
        int n,
        double[] d,
        double[] e,
        int first,
        int last,
        double[] values,
        double[] z,
        double[] work,
        int[] integers,
        intW info) {
      Dstemr.dstemr(
          "V",
          "I",
          n,
          d,
          0,
          e,
          0,
          0,
          0,
          first,
          last,
          new intW(0),
          values,
          0,
          z,
          0,
          n,
          last - first + 1,
          new int[2 * n],
          0,
          new booleanW(true),
          work,
          0,
          work.length,
          integers,
          0,
          integers.length,
          info);
    }

    @Override
    public void back(int n, int count, double[] a, double[] tau, double[] z, double[] work) {
      Dormtr.dormtr(
          "L",
          TRIANGLE,
          "N",
          n,
          count,
          a,
          0,
          n,
          tau,
          0,
          z,
          0,
          n,
          work,
          0,
          work.length,
          new intW(0));
    }
  }

  /** Of a library. */
  record Native(LAPACK lapack) implements TridiagonalRoutines {
    @Override
    public void reduce(int n, double[] a, double[] d, double[] e, double[] tau, double[] work) {
      lapack.dsytrd(TRIANGLE, n, a, n, d, e, tau, work, work.length, new intW(0));
    }

    @Override
    public void values(int n, double[] d, double[] e, intW info) {
      lapack.dsterf(n, d, e, info);
    }

    @Override
    public void pairs(
        int n,
        double[] d,
        double[] e,
        int first,
        int last,
        double[] values,
        double[] z,
        double[] work,
        int[] integers,
        intW info) {
      lapack.dstemr(
          "V",
          "I",
          n,
          d,
          e,
          0,
          0,
          first,
          last,
          new intW(0),
          values,
          z,
          n,
          last - first + 1,
          new int[2 * n],
          new booleanW(true),
          work,
          work.length,
          integers,
          integers.length,
          info);
    }

    @Override
    public void back(int n, int count, double[] a, double[] tau, double[] z, double[] work) {
      lapack.dormtr("L", TRIANGLE, "N", n, count, a, n, tau, z, n, work, work.length, new intW(0));
    }
  }
}
