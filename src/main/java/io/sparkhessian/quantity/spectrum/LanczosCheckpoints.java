package io.sparkhessian.quantity.spectrum;

import io.sparkhessian.curvature.spectral.LanczosState;
import io.sparkhessian.distributed.results.Pieces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.ejml.data.DMatrixRMaj;

/**
 * Periodic checkpoints of the Lanczos state. A checkpoint replaces the earlier checkpoints and the
 * products before it.
 *
 * @param rows capacity of the basis, and number of products between checkpoints
 * @param size size of the matrix
 */
record LanczosCheckpoints(Pieces states, Pieces products, int rows, int size) {
  /** Integers at the start: seed, randoms, step, kept, alphas, vectors, found. */
  private static final int HEADER = 7;

  /** Reads the last checkpoint. */
  Optional<LanczosState> last() throws IOException {
    OptionalInt step = states.last();
    return step.isEmpty()
        ? Optional.empty()
        : states.find(step.getAsInt(), length()).map(this::decoded);
  }

  /** Writes a checkpoint if the step is due. */
  void accept(LanczosState state) {
    if (state.step() % rows != 0) {
      return;
    }
    try {
      states.keep(state.step(), encoded(state));
      states.removeBefore(state.step());
      products.removeBefore(state.step());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int length() {
    return Math.addExact(HEADER + 3 * rows, Math.multiplyExact(rows, size));
  }

  private double[] encoded(LanczosState state) {
    double[] numbers = new double[length()];
    numbers[0] = state.seed(); // an int, as read from the job file
    numbers[1] = state.randoms();
    numbers[2] = state.step();
    numbers[3] = state.kept();
    numbers[4] = state.alphas().length;
    numbers[5] = state.vectors();
    numbers[6] = state.found().length;
    System.arraycopy(state.alphas(), 0, numbers, HEADER, state.alphas().length);
    System.arraycopy(state.betas(), 0, numbers, HEADER + rows, state.betas().length);
    System.arraycopy(state.found(), 0, numbers, HEADER + 2 * rows, state.found().length);
    int basis = state.vectors() * size; // later rows will be overwritten
    System.arraycopy(state.basis().data, 0, numbers, HEADER + 3 * rows, basis);
    return numbers;
  }

  private LanczosState decoded(double[] numbers) {
    int first = HEADER + 3 * rows;
    return new LanczosState(
        (long) numbers[0],
        (int) numbers[1],
        (int) numbers[2],
        (int) numbers[3],
        range(numbers, HEADER, (int) numbers[4]),
        range(numbers, HEADER + rows, (int) numbers[4]),
        (int) numbers[5],
        new DMatrixRMaj(rows, size, true, Arrays.copyOfRange(numbers, first, numbers.length)),
        range(numbers, HEADER + 2 * rows, (int) numbers[6]));
  }

  private static double[] range(double[] numbers, int from, int count) {
    return Arrays.copyOfRange(numbers, from, from + count);
  }
}
