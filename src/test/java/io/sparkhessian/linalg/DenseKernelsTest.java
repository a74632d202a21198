package io.sparkhessian.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.Tolerance;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DenseKernelsTest {
  private static final long SEED = 20261124;
  private static final double OUTSIDE = -7.25;

  private static final List<int[]> SHAPES =
      List.of(
          new int[] {1, 1, 1},
          new int[] {1, 7, 3},
          new int[] {5, 1, 11},
          new int[] {2, 3, 1},
          new int[] {13, 17, 19},
          new int[] {64, 64, 64},
          new int[] {3, 131, 67},
          new int[] {300, 10, 65},
          new int[] {300, 300, 300});

  static Stream<DenseKernels> kernels() {
    return Stream.of(Kernels.of(KernelChoice.JAVA), Kernels.of(KernelChoice.NATIVE));
  }

  /** A random matrix inside an array that holds another number around it. */
  private static View part(int rows, int columns, int gap, boolean transposed, Random random) {
    if (transposed) {
      return part(columns, rows, gap, false, random).transpose();
    }
    int stride = columns + gap;
    double[] array = new double[2 * gap + rows * stride];
    Arrays.fill(array, OUTSIDE);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        array[gap + i * stride + j] = random.nextGaussian();
      }
    }
    return View.strided(array, gap, stride, rows, columns);
  }

  private static int index(View view, int i, int j) {
    int row = view.transposed() ? j : i;
    int column = view.transposed() ? i : j;
    return view.offset() + row * view.stride() + column;
  }

  private static double element(View view, int i, int j) {
    return view.array()[index(view, i, j)];
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void agreesWithATripleLoop(DenseKernels kernels) {
    Random random = new Random(SEED);
    for (int[] shape : SHAPES) {
      for (int gap : new int[] {0, 3}) {
        for (double beta : new double[] {0, 1, -0.5}) {
          for (int transposes = 0; transposes < 4; transposes++) {
            compare(
                kernels, shape, gap, beta, (transposes & 1) != 0, (transposes & 2) != 0, random);
          }
        }
      }
    }
  }

  private static void compare(
      DenseKernels kernels,
      int[] shape,
      int gap,
      double beta,
      boolean transposeA,
      boolean transposeB,
      Random random) {
    int m = shape[0];
    int n = shape[1];
    int k = shape[2];
    View a = part(m, k, gap, transposeA, random);
    View b = part(k, n, gap, transposeB, random);
    View c = part(m, n, gap, false, random);
    double[] expected = c.array().clone();
    double[] scale = new double[expected.length];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int at = index(c, i, j);
        double sum = beta * c.array()[at];
        double size = Math.abs(sum);
        for (int q = 0; q < k; q++) {
          double product = element(a, i, q) * element(b, q, j);
          sum += product;
          size += Math.abs(product);
        }
        expected[at] = sum;
        scale[at] = size;
        if (beta == 0) {
          c.array()[at] = Double.NaN;
        }
      }
    }
    kernels.multiply(a, b, beta, c);
    String what =
        "%s, seed %d, shape %s, gap %d, beta %s, transposes %s %s"
            .formatted(
                kernels.name(), SEED, Arrays.toString(shape), gap, beta, transposeA, transposeB);
    for (int e = 0; e < expected.length; e++) {
      assertEquals(expected[e], c.array()[e], Tolerance.ROUNDING * scale[e], what);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void anEmptyProductIsZero(DenseKernels kernels) {
    double[] c = {Double.NaN, 1, 2, Double.NaN};
    View none = View.of(new double[0], 0, 1);
    View noColumns = none.transpose();
    View pair = View.of(new double[0], 2, 0).transpose();
    kernels.multiply(noColumns, pair, 0, View.of(c, 1, 1, 2));
    assertArrayEquals(new double[] {Double.NaN, 0, 0, Double.NaN}, c);
    c = new double[] {4};
    kernels.multiply(noColumns, none, 1, View.of(c, 1, 1));
    assertArrayEquals(new double[] {4}, c);
    kernels.multiply(none, View.of(c, 1, 1), 0, none);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void nanAndInfinityReachTheResultAndNothingElse(DenseKernels kernels) {
    View a = View.of(new double[] {1, 2, 3, Double.NaN}, 2, 2);
    View b = View.of(new double[] {5, Double.POSITIVE_INFINITY, 1, 1}, 2, 2);
    double[] c = new double[4];
    kernels.multiply(a, b, 0, View.of(c, 2, 2));
    assertArrayEquals(new double[] {7, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN}, c);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void givesTheSameBitsInEveryThread(DenseKernels kernels) {
    Random random = new Random(SEED);
    View a = View.of(random.doubles(150 * 90).toArray(), 90, 150).transpose();
    View b = View.of(random.doubles(90 * 140).toArray(), 90, 140);
    List<double[]> results =
        Stream.generate(() -> new double[150 * 140])
            .limit(8)
            .parallel()
            .peek(c -> kernels.multiply(a, b, 0, View.of(c, 150, 140)))
            .toList();
    results.forEach(c -> assertTrue(Arrays.equals(results.get(0), c), "seed " + SEED));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void refusesMatricesOutsideTheirArray(DenseKernels kernels) {
    double[] four = new double[4];
    View square = View.of(four, 2, 2);
    View late = View.of(four, 1, 2, 2);
    View early = View.of(four, -1, 2, 2);
    View narrow = View.strided(four, 0, 1, 2, 2);
    refuses(IndexOutOfBoundsException.class, kernels, late, square, square);
    refuses(IndexOutOfBoundsException.class, kernels, square, early, square);
    refuses(IllegalArgumentException.class, kernels, square, square, narrow);
    refuses(IllegalArgumentException.class, kernels, square, square, square.transpose());
    refuses(IllegalArgumentException.class, kernels, square.rows(0, 1), square, square);
    refuses(IllegalArgumentException.class, kernels, square.columns(0, 1), square, square);
    assertThrows(IllegalArgumentException.class, () -> View.of(four, -1, 2));
  }

  private static void refuses(
      Class<? extends Exception> type, DenseKernels kernels, View a, View b, View c) {
    assertThrows(type, () -> kernels.multiply(a, b, 0, c));
  }

  @Test
  void kernelsHaveNames() {
    assertEquals("plain Java", Kernels.of(KernelChoice.JAVA).name());
    String name = Kernels.of(KernelChoice.NATIVE).name();
    assertTrue(name.matches("OpenBLAS 0\\.\\d+\\.\\d+ \\(native, 1 thread.*\\)"), name);
  }
}
