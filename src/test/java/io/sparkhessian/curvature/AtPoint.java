package io.sparkhessian.curvature;

import static io.sparkhessian.Tolerance.assertClose;

import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.objective.Objective;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** All quantities of an objective at one point, on chunks of four samples. */
public record AtPoint(Problem problem, List<Samples> chunks) {
  private static final int CHUNK = 4;
  static final DenseKernels DENSE = Kernels.of(KernelChoice.JAVA);

  public static AtPoint of(
      Objective objective, Samples samples, Reduction reduction, double l2, double... point) {
    return new AtPoint(
        new Problem(
            ObjectiveGraph.of(objective, samples.columns(), reduction, l2),
            point,
            samples.totalWeight()),
        samples.chunks(CHUNK));
  }

  /** A function of the parameters alone. */
  public static AtPoint of(Objective objective, double... point) {
    return of(objective, Samples.none(), Reduction.MEAN, 0, point);
  }

  public LossAndGradient lossAndGradient() {
    return LossAndGradient.of(problem, chunks, DENSE);
  }

  /** The whole Hessian, N × N. */
  public DMatrixRMaj hessian() {
    return new CurvatureRows(problem).rows(0, size(), chunks, DENSE);
  }

  public double[] diagonal() {
    return new HessianDiagonal(problem).entries(0, size(), chunks, DENSE);
  }

  /** H v. */
  public double[] times(double... v) {
    DMatrixRMaj row = DMatrixRMaj.wrap(1, v.length, v);
    return Matrices.numbers(new CurvatureProduct(problem).times(row, chunks, DENSE));
  }

  private int size() {
    return problem.layout().size();
  }

  /** Compares rows, diagonal and products with a Hessian, relative to its largest entry. */
  public void assertHessian(double[][] expected, double tolerance, String context) {
    DMatrixRMaj matrix = new DMatrixRMaj(expected);
    assertClose(matrix, hessian(), tolerance, context + ": Hessian");
    double[] diagonal = IntStream.range(0, size()).mapToDouble(i -> expected[i][i]).toArray();
    double largest = CommonOps_DDRM.elementMaxAbs(matrix);
    assertClose(
        with(diagonal, largest), with(diagonal(), largest), tolerance, context + ": diagonal");
    DMatrixRMaj products =
        new CurvatureProduct(problem).times(CommonOps_DDRM.identity(size()), chunks, DENSE);
    assertClose(matrix, products, tolerance, context + ": products");
  }

  /** The numbers, followed by the scale for relative differences. */
  static double[] with(double[] numbers, double largest) {
    double[] more = Arrays.copyOf(numbers, numbers.length + 1);
    more[numbers.length] = largest;
    return more;
  }
}
