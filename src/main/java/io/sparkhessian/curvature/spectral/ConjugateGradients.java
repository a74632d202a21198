package io.sparkhessian.curvature.spectral;

import io.sparkhessian.Failure;
import io.sparkhessian.linalg.Rows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Solves (H + damping · I) x = b by conjugate gradients (Hestenes and Stiefel 1952) for several b
 * at once, which share each call of the operator.
 *
 * @param tolerance bound of ‖b − (H + damping · I) x‖ / ‖b‖
 * @param mostIterations maximum number of iterations, after which x is returned as it is
 */
public record ConjugateGradients(
    LinearOperator operator, double damping, double tolerance, int mostIterations) {
  /** Factor by which a restart must reduce the residual to justify another one. */
  private static final double WORTHWHILE = 0.5;

  public ConjugateGradients {
    if (!(damping >= 0) || Double.isInfinite(damping)) {
      throw Failure.input("damping is %s; it must be 0 or more".formatted(damping));
    }
  }

  /**
   * The solutions and their accuracy.
   *
   * @param x one row per right-hand side
   * @param residuals ‖b − (H + damping · I) x‖ / ‖b‖, computed from the product with x
   * @param iterations iterations of each right-hand side
   * @param history for each right-hand side, the residual of the recurrence after each iteration
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
   * @throws Failure of kind numbers if H + damping · I is not positive definite; the message names
   *     a damping that is too small
   */
  public Solutions solve(DMatrixRMaj b) {
    DMatrixRMaj x = new DMatrixRMaj(b.numRows, b.numCols);
    List<Recurrence> all = new ArrayList<>();
    for (int i = 0; i < b.numRows; i++) {
      all.add(new Recurrence(b, x, i));
    }
    List<Recurrence> active = new ArrayList<>(all);
    active.removeIf(each -> each.isSolved(tolerance));
    double[] residuals = new double[b.numRows];
    while (!active.isEmpty()) {
      iterate(new ArrayList<>(active));
      restart(active, x, residuals);
    }
    int[] iterations = all.stream().mapToInt(Recurrence::iterations).toArray();
    List<double[]> history = all.stream().map(Recurrence::history).toList();
    all.forEach(Recurrence::finish);
    return new Solutions(x, residuals, iterations, history);
  }

  private void iterate(List<Recurrence> active) {
    active.removeIf(each -> each.iterations() >= mostIterations);
    while (!active.isEmpty()) {
      DMatrixRMaj directions = new DMatrixRMaj(active.size(), operator.size());
      for (int i = 0; i < active.size(); i++) {
        active.get(i).copyDirection(directions, i);
      }
      DMatrixRMaj products = operator.times(directions);
      for (int i = 0; i < active.size(); i++) {
        active.get(i).step(products, i, damping);
      }
      active.removeIf(each -> each.isSolved(tolerance) || each.iterations() >= mostIterations);
    }
  }

  /**
   * Restarts from the true residuals as long as this helps. The residuals of the recurrences drift
   * away from the true ones by rounding.
   */
  private void restart(List<Recurrence> active, DMatrixRMaj x, double[] residuals) {
    DMatrixRMaj solutions = new DMatrixRMaj(active.size(), x.numCols);
    for (int i = 0; i < active.size(); i++) {
      CommonOps_DDRM.extract(x, row(active, i), row(active, i) + 1, 0, x.numCols, solutions, i, 0);
    }
    DMatrixRMaj products = operator.times(solutions);
    List<Recurrence> again = new ArrayList<>();
    for (int i = 0; i < active.size(); i++) {
      Recurrence each = active.get(i);
      double before = residuals[each.row];
      residuals[each.row] = each.restart(products, i, damping);
      boolean helped = before == 0 || residuals[each.row] < WORTHWHILE * before;
      if (!each.isSolved(tolerance) && helped && each.iterations() < mostIterations) {
        again.add(each);
      }
    }
    active.retainAll(again);
  }

  private static int row(List<Recurrence> active, int i) {
    return active.get(i).row;
  }

  /** The recurrence of one right-hand side. */
  private static final class Recurrence {
    private final DMatrixRMaj x;
    private final int row;
    private final DMatrixRMaj b;
    private final DMatrixRMaj rest;
    private final DMatrixRMaj direction;
    private final double norm;
    private final DoubleStream.Builder history = DoubleStream.builder();
    private double square;
    private int iterations;

    Recurrence(DMatrixRMaj b, DMatrixRMaj x, int row) {
      this.x = x;
      this.row = row;
      int size = b.numCols;
      double[] own = Arrays.copyOfRange(b.data, row * size, (row + 1) * size);
      rest = DMatrixRMaj.wrap(1, size, own);
      // b is scaled to norm 1, so that its square neither overflows nor underflows
      norm = Rows.norm(rest, 0);
      Arrays.setAll(rest.data, i -> norm == 0 ? 0 : own[i] / norm);
      this.b = rest.copy();
      direction = rest.copy();
      square = Rows.dot(rest, 0, rest, 0);
    }

    int iterations() {
      return iterations;
    }

    double[] history() {
      return history.build().toArray();
    }

    boolean isSolved(double tolerance) {
      return Math.sqrt(square) <= tolerance;
    }

    void copyDirection(DMatrixRMaj directions, int to) {
      System.arraycopy(
          direction.data, 0, directions.data, to * directions.numCols, directions.numCols);
    }

    void step(DMatrixRMaj products, int from, double damping) {
      int size = products.numCols;
      double length = Rows.dot(direction, 0, direction, 0);
      double curvature = Rows.dot(direction, 0, products, from) / length;
      refuse(curvature, damping);
      double alpha = square / (length * (curvature + damping));
      for (int i = 0; i < size; i++) {
        double along = direction.data[i];
        x.data[row * size + i] += alpha * along;
        rest.data[i] -= alpha * (products.data[from * size + i] + damping * along);
      }
      double before = square;
      square = Rows.dot(rest, 0, rest, 0);
      double beta = square / before;
      for (int i = 0; i < size; i++) {
        direction.data[i] = rest.data[i] + beta * direction.data[i];
      }
      iterations++;
      history.add(Math.sqrt(square));
    }

    /** Restarts from the true residual, computed from the product with x, and returns its norm. */
    double restart(DMatrixRMaj products, int from, double damping) {
      int size = products.numCols;
      for (int i = 0; i < size; i++) {
        double own = products.data[from * size + i] + damping * x.data[row * size + i];
        rest.data[i] = b.data[i] - own;
      }
      direction.setTo(rest);
      square = Rows.dot(rest, 0, rest, 0);
      return Math.sqrt(square);
    }

    /** Scales x back to the norm of b. */
    void finish() {
      for (int i = row * x.numCols; i < (row + 1) * x.numCols; i++) {
        x.data[i] *= norm;
      }
    }

    private void refuse(double curvature, double damping) {
      String where = "right-hand side %d, iteration %d".formatted(row, iterations + 1);
      if (!Double.isFinite(curvature)) {
        throw Failure.numbers(
            ("%s: overflow, because the matrix is nearly singular; set a larger damping, or scale"
                    + " the features alike")
                .formatted(where));
      }
      if (!(curvature + damping > 0)) {
        throw Failure.numbers(
            ("%s: a direction has the curvature %s, so with a damping of %s the matrix is not"
                    + " positive definite; set a damping above %s; compute: spectrum with end:"
                    + " smallest shows the exact bound")
                .formatted(where, curvature, damping, 0 - curvature));
      }
    }
  }
}
