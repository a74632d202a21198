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
 * Solves (H + damping · I) x = b by conjugate gradients (Hestenes and Stiefel 1952), for several b
 * whose products are taken together.
 *
 * @param tolerance of ‖b − (H + damping · I) x‖ / ‖b‖
 * @param mostIterations after which x is returned as it is
 */
public record ConjugateGradients(
    LinearOperator operator, double damping, double tolerance, int mostIterations) {
  /** What a restart leaves of the residual at most, or there is no other. */
  private static final double WORTHWHILE = 0.5;

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
   * Goes on from the residuals that the solutions really have, from which those of the recurrences
   * drift away by rounding, where that still helps.
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

  /** The numbers of one right-hand side. */
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
      // b has the norm 1 from here on, so that its square neither overflows nor vanishes
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

    /** Takes the residual from the product with x itself, and gives its norm. */
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

    /** Gives x the size that belongs to b. */
    void finish() {
      for (int i = row * x.numCols; i < (row + 1) * x.numCols; i++) {
        x.data[i] *= norm;
      }
    }

    private void refuse(double curvature, double damping) {
      String where = "right-hand side %d, iteration %d".formatted(row, iterations + 1);
      if (!Double.isFinite(curvature)) {
        throw Failure.numbers(
            ("%s: the numbers overflow, for the matrix is too close to a singular one; set a larger"
                    + " damping, or bring the features to one scale")
                .formatted(where));
      }
      if (!(curvature + damping > 0)) {
        throw Failure.numbers(
            ("%s: the curvature is %s along a direction, so with a damping of %s the matrix is not"
                    + " positive definite; set a damping above %s, if not more: compute: spectrum"
                    + " with end: smallest tells how much")
                .formatted(where, curvature, damping, 0 - curvature));
      }
    }
  }
}
