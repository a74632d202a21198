package io.sparkhessian.curvature.spectral;

import io.sparkhessian.Failure;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Solves (H + damping · I) x = b by conjugate gradients (Hestenes and Stiefel 1952), for several b
 * whose products are taken together.
 *
 * @param tolerance of ‖b − (H + damping · I) x‖ / ‖b‖
 * @param mostIterations after which x is returned as it is
 */
public record ConjugateGradients(
    LinearOperator operator, double damping, double tolerance, int mostIterations) {

  public ConjugateGradients {
    if (!(damping >= 0) || Double.isInfinite(damping)) {
      throw Failure.input("damping is %s; it has to be 0 or more".formatted(damping));
    }
  }

  /**
   * What came out.
   *
   * @param x a row a right-hand side
   * @param residuals ‖b − (H + damping · I) x‖ / ‖b‖, computed from the product with x itself
   * @param iterations of each right-hand side
   * @param history of each right-hand side, after each iteration, what the recurrence takes for its
   *     residual
   */
  @SuppressWarnings("ArrayRecordComponent") // read, never compared
  public record Solutions(
      DMatrixRMaj x, double[] residuals, int[] iterations, List<double[]> history)
      implements Serializable {
    public Solutions {
      history = List.copyOf(history);
    }
  }

  /**
   * Solves for each row of {@code b}.
   *
   * @throws Failure of kind numbers when H + damping · I is not positive definite; it says which
   *     damping is not enough
   */
  public Solutions solve(DMatrixRMaj b) {
    DMatrixRMaj x = new DMatrixRMaj(b.numRows, b.numCols);
    List<Recurrence> all = new ArrayList<>();
    for (int i = 0; i < b.numRows; i++) {
      all.add(new Recurrence(b, x, i));
    }
    List<Recurrence> active = new ArrayList<>(all);
    active.removeIf(each -> each.isSolved(tolerance));
    for (int k = 0; k < mostIterations && !active.isEmpty(); k++) {
      DMatrixRMaj directions = new DMatrixRMaj(active.size(), b.numCols);
      for (int i = 0; i < active.size(); i++) {
        active.get(i).copyDirection(directions, i);
      }
      DMatrixRMaj products = operator.times(directions);
      for (int i = 0; i < active.size(); i++) {
        active.get(i).step(products, i, damping);
      }
      active.removeIf(each -> each.isSolved(tolerance));
    }
    int[] iterations = all.stream().mapToInt(Recurrence::iterations).toArray();
    List<double[]> history = all.stream().map(Recurrence::history).toList();
    return new Solutions(x, residuals(b, x), iterations, history);
  }

  private double[] residuals(DMatrixRMaj b, DMatrixRMaj x) {
    DMatrixRMaj rest = operator.times(x);
    for (int i = 0; i < rest.getNumElements(); i++) {
      rest.data[i] = b.data[i] - rest.data[i] - damping * x.data[i];
    }
    double[] residuals = new double[b.numRows];
    for (int i = 0; i < b.numRows; i++) {
      double norm = OrthonormalRows.norm(b, i);
      residuals[i] = norm == 0 ? 0 : OrthonormalRows.norm(rest, i) / norm;
    }
    return residuals;
  }

  /** The numbers of one right-hand side. */
  private static final class Recurrence {
    private final DMatrixRMaj x;
    private final int row;
    private final DMatrixRMaj rest;
    private final DMatrixRMaj direction;
    private final double target;
    private final DoubleStream.Builder history = DoubleStream.builder();
    private double square;
    private int iterations;

    Recurrence(DMatrixRMaj b, DMatrixRMaj x, int row) {
      this.x = x;
      this.row = row;
      int size = b.numCols;
      double[] own = Arrays.copyOfRange(b.data, row * size, (row + 1) * size);
      rest = DMatrixRMaj.wrap(1, size, own);
      direction = rest.copy();
      target = OrthonormalRows.norm(rest, 0);
      square = target * target;
    }

    int iterations() {
      return iterations;
    }

    double[] history() {
      return history.build().toArray();
    }

    boolean isSolved(double tolerance) {
      return Math.sqrt(square) <= tolerance * target;
    }

    void copyDirection(DMatrixRMaj directions, int to) {
      System.arraycopy(
          direction.data, 0, directions.data, to * directions.numCols, directions.numCols);
    }

    void step(DMatrixRMaj products, int from, double damping) {
      int size = products.numCols;
      double length = OrthonormalRows.dot(direction, 0, direction, 0);
      double curvature = OrthonormalRows.dot(direction, 0, products, from) / length;
      refuseNegative(curvature, damping);
      double alpha = square / (length * (curvature + damping));
      for (int i = 0; i < size; i++) {
        double along = direction.data[i];
        x.data[row * size + i] += alpha * along;
        rest.data[i] -= alpha * (products.data[from * size + i] + damping * along);
      }
      double before = square;
      square = OrthonormalRows.dot(rest, 0, rest, 0);
      double beta = square / before;
      for (int i = 0; i < size; i++) {
        direction.data[i] = rest.data[i] + beta * direction.data[i];
      }
      iterations++;
      history.add(Math.sqrt(square) / target);
    }

    private void refuseNegative(double curvature, double damping) {
      if (!(curvature + damping > 0)) {
        throw Failure.numbers(
            ("right-hand side %d, iteration %d: the curvature is %s along a direction, so with a"
                    + " damping of %s the matrix is not positive definite; set a damping above %s")
                .formatted(row, iterations + 1, curvature, damping, 0 - curvature));
      }
    }
  }
}
