package io.sparkhessian.curvature.spectral;

import io.sparkhessian.Failure;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.Eigenpairs;
import io.sparkhessian.linalg.Rows;
import io.sparkhessian.linalg.View;
import java.util.Arrays;
import java.util.function.Consumer;
import org.ejml.data.DMatrixRMaj;

/**
 * Extreme eigenvalues of an operator by the Lanczos process with full reorthogonalisation and thick
 * restarts (Wu and Simon 2000), which reduce a full basis to the best Ritz vectors.
 *
 * <p>A Krylov space contains only one vector of each eigenspace. Once all wanted pairs have
 * converged, the process therefore continues from a new random vector orthogonal to them, which
 * finds further vectors of multiple eigenvalues.
 */
public final class Lanczos {
  /** Capacity of the basis in addition to twice the wanted vectors. */
  private static final int EXTRA = 20;

  /** Minimum number of products between convergence checks. */
  private static final int LOOK = 5;

  /** For many wanted eigenvalues, convergence checks during as many products. */
  private static final int LOOKS = 4;

  /** Fraction of the tolerance required before a confirmation, as a margin for its errors. */
  private static final double SAFETY = 0.25;

  /**
   * Bound of the next pair's residual relative to its gap from the wanted pairs. Below the bound, a
   * more extreme eigenvalue would have shown up in the pair's vector.
   */
  private static final double APART = 0.01;

  private final LinearOperator operator;
  private final Wanted wanted;
  private final DenseKernels dense;
  private final int capacity;

  /**
   * The wanted eigenvalues.
   *
   * @param count number of eigenvalues
   * @param tolerance bound of the residuals relative to |λ|max
   * @param mostProducts maximum number of products
   */
  public record Wanted(int count, SpectrumEnd end, double tolerance, int mostProducts) {}

  public Lanczos(LinearOperator operator, Wanted wanted, DenseKernels dense) {
    this.operator = operator;
    this.wanted = wanted;
    this.dense = dense;
    this.capacity = capacity(wanted.count(), operator.size());
    if (wanted.count() < 1 || wanted.count() > operator.size()) {
      throw Failure.input(
          "%d eigenvalues of %d requested; request 1 to %d"
              .formatted(wanted.count(), operator.size(), operator.size()));
    }
    if ((capacity + 1L) * operator.size() > Integer.MAX_VALUE - 8) {
      throw Failure.refused(
          "%d eigenvalues need %d vectors of %d numbers, more than an array can hold; request fewer"
              .formatted(wanted.count(), capacity + 1, operator.size()));
    }
  }

  private static int capacity(int count, int size) {
    return (int) Math.min(2L * count + EXTRA, size);
  }

  /** Bytes needed in addition to the operator: two bases during a restart. */
  public static long bytes(int count, int size) {
    return 2L * Double.BYTES * (capacity(count, size) + 1L) * size;
  }

  /** The initial state. */
  public LanczosState start(long seed) {
    return LanczosState.start(seed, Math.min(capacity + 1, operator.size()), operator.size());
  }

  /**
   * Runs until all wanted pairs have converged.
   *
   * @param checkpoint receives the state after each product
   * @throws Failure of kind numbers if the products do not suffice
   */
  public ExtremePairs run(LanczosState from, Consumer<LanczosState> checkpoint) {
    LanczosState state = from.vectors() == 0 ? withRandomVector(from) : from;
    while (true) {
      boolean full = state.projected() == capacity || state.spansAll();
      boolean last = state.step() >= wanted.mostProducts();
      boolean looks = full || (state.found().length == 0 && state.step() % between() == 0);
      if (last || (looks && state.projected() >= wanted.count())) {
        Ritz ritz = new Ritz(state, wanted.end());
        boolean converged = ritz.converged(SAFETY * wanted.tolerance()) >= wanted.count();
        boolean again = converged && areFound(state, ritz);
        if (state.spansAll() || (again && isNextApart(ritz))) {
          return result(state, ritz);
        }
        if (last) {
          throw tooMany(state, ritz);
        }
        if (converged && !again) {
          state = withRandomVector(keeping(state, ritz, wanted.count(), false));
        } else if (full) {
          state = keeping(state, ritz, wanted.count() + (capacity - wanted.count()) / 3, true);
        }
      }
      state = multiplied(state);
      checkpoint.accept(state);
    }
  }

  /**
   * Number of products between convergence checks, each of which solves an eigenproblem of up to
   * {@link #capacity} rows.
   */
  private int between() {
    return Math.max(LOOK, wanted.count() / LOOKS);
  }

  /** Whether the values are unchanged since the last random vector. */
  private boolean areFound(LanczosState state, Ritz ritz) {
    double[] found = state.found();
    double[] values = ritz.values(wanted.count());
    double largest = 0;
    for (int i = 0; i < found.length; i++) {
      largest = Math.max(largest, Math.abs(found[i] - values[i]));
    }
    return found.length > 0 && largest <= wanted.tolerance() * ritz.scale();
  }

  /**
   * Whether the pair after the wanted ones has converged well enough to rule out that it is one of
   * them.
   */
  private boolean isNextApart(Ritz ritz) {
    int next = wanted.count();
    return ritz.size() == next
        || ritz.residual(next)
            <= Math.max(wanted.tolerance() * ritz.scale(), APART * ritz.gap(next));
  }

  private Failure tooMany(LanczosState state, Ritz ritz) {
    int converged = Math.min(wanted.count(), ritz.converged(wanted.tolerance()));
    return Failure.numbers(
        converged == wanted.count()
            ? "%d eigenvalues have a residual below %s of the largest, but %d products were too few"
                    .formatted(converged, wanted.tolerance(), state.step())
                + " to see that none is missing; allow more products"
            : "%d of %d eigenvalues have a residual below %s of the largest after %d products;"
                    .formatted(converged, wanted.count(), wanted.tolerance(), state.step())
                + " allow more products or a larger residual, or request fewer");
  }

  private LanczosState multiplied(LanczosState state) {
    int last = state.vectors() - 1;
    OrthonormalRows basis = new OrthonormalRows(state.basis(), state.vectors(), dense);
    DMatrixRMaj product = operator.times(basis.rows(last, 1));
    double alpha = basis.remove(product, 0)[last];
    double beta = Rows.norm(product, 0);
    double scale = Math.max(state.scale(), Math.abs(alpha));
    int randoms = state.randoms();
    if (beta <= OrthonormalRows.ROUNDING * scale || basis.count() == operator.size()) {
      beta = 0; // the space is invariant, so the next vector is not coupled with it
      if (basis.count() < operator.size()) {
        addRandom(basis, state.seed(), randoms++);
      }
    } else {
      basis.add(product, 0, beta);
    }
    return state.next(alpha, beta, basis.count(), randoms);
  }

  private static void addRandom(OrthonormalRows basis, long seed, int number) {
    int size = basis.matrix().numCols;
    if (!basis.addRest(RandomVectors.GAUSSIAN.rows(seed, number, 1, size), 0)) {
      throw new IllegalStateException(
          "a random vector lies in the space of %d others of %d".formatted(basis.count(), size));
    }
  }

  /**
   * Reduces the basis to the most extreme Ritz vectors and, if {@code next}, the next vector with
   * its couplings.
   */
  private LanczosState keeping(LanczosState state, Ritz ritz, int count, boolean next) {
    int size = operator.size();
    DMatrixRMaj vectors = new DMatrixRMaj(state.basis().numRows, size);
    combine(ritz.coefficients(count), state, vectors);
    int last = state.vectors() - 1;
    if (next) {
      System.arraycopy(state.basis().data, last * size, vectors.data, count * size, size);
    }
    return new LanczosState(
        state.seed(),
        state.randoms(),
        state.step(),
        count,
        ritz.values(count),
        next ? ritz.couplings(count) : new double[count],
        next ? count + 1 : count,
        vectors,
        next ? state.found() : ritz.values(count));
  }

  private LanczosState withRandomVector(LanczosState state) {
    OrthonormalRows basis = new OrthonormalRows(state.basis(), state.vectors(), dense);
    addRandom(basis, state.seed(), state.randoms());
    return new LanczosState(
        state.seed(),
        state.randoms() + 1,
        state.step(),
        state.kept(),
        state.alphas(),
        state.betas(),
        basis.count(),
        basis.matrix(),
        state.found());
  }

  private void combine(DMatrixRMaj coefficients, LanczosState state, DMatrixRMaj out) {
    View left = View.of(coefficients);
    View right = View.of(state.basis()).rows(0, left.columns());
    dense.multiply(left, right, 0, View.of(out).rows(0, left.rows()));
  }

  private ExtremePairs result(LanczosState state, Ritz ritz) {
    int count = wanted.count();
    DMatrixRMaj vectors = new DMatrixRMaj(count, operator.size());
    combine(ritz.coefficients(count), state, vectors);
    double[] values = ritz.values(count);
    DMatrixRMaj products = operator.times(vectors);
    double[] residuals = new double[count];
    Arrays.setAll(
        residuals, i -> relative(residual(products, vectors, values[i], i), ritz.scale()));
    return new ExtremePairs(
        new Eigenpairs(values, vectors), residuals, ritz.scale(), state.step() + count);
  }

  private static double relative(double residual, double scale) {
    return residual == 0 ? 0 : residual / scale;
  }

  private static double residual(DMatrixRMaj products, DMatrixRMaj vectors, double value, int i) {
    int size = vectors.numCols;
    for (int j = i * size; j < (i + 1) * size; j++) {
      products.data[j] -= value * vectors.data[j];
    }
    return Rows.norm(products, i);
  }
}
