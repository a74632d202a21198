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

  /** A matrix somewhere inside an array that holds something else around it. */
  private static final class Part {
    final double[] array;
    final int offset;
    final int stride;

    private Part(double[] array, int offset, int stride) {
      this.array = array;
      this.offset = offset;
      this.stride = stride;
    }

    static Part of(int rows, int width, int gap, Random random) {
      int stride = width + gap;
      Part part = new Part(new double[2 * gap + rows * stride], gap, stride);
      Arrays.fill(part.array, OUTSIDE);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < width; j++) {
          part.array[part.at(i, j)] = random.nextGaussian();
        }
      }
      return part;
    }

    int at(int i, int j) {
      return offset + i * stride + j;
    }
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
    Part a = transposeA ? Part.of(k, m, gap, random) : Part.of(m, k, gap, random);
    Part b = transposeB ? Part.of(n, k, gap, random) : Part.of(k, n, gap, random);
    Part c = Part.of(m, n, gap, random);
    double[] expected = c.array.clone();
    double[] scale = new double[expected.length];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = beta * c.array[c.at(i, j)];
        double size = Math.abs(sum);
        for (int q = 0; q < k; q++) {
          double left = a.array[transposeA ? a.at(q, i) : a.at(i, q)];
          double right = b.array[transposeB ? b.at(j, q) : b.at(q, j)];
          sum += left * right;
          size += Math.abs(left * right);
        }
        expected[c.at(i, j)] = sum;
        scale[c.at(i, j)] = size;
        if (beta == 0) {
          c.array[c.at(i, j)] = Double.NaN;
        }
      }
    }
    kernels.multiply(
        transposeA,
        transposeB,
        m,
        n,
        k,
        a.array,
        a.offset,
        a.stride,
        b.array,
        b.offset,
        b.stride,
        beta,
        c.array,
        c.offset,
        c.stride);
    String what =
        "%s, seed %d, shape %s, gap %d, beta %s, transposes %s %s"
            .formatted(
                kernels.name(), SEED, Arrays.toString(shape), gap, beta, transposeA, transposeB);
    for (int e = 0; e < expected.length; e++) {
      assertEquals(expected[e], c.array[e], Tolerance.ROUNDING * scale[e], what);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void anEmptyProductIsZero(DenseKernels kernels) {
    double[] c = {Double.NaN, 1, 2, Double.NaN};
    kernels.multiply(false, true, 1, 2, 0, new double[0], 0, 1, new double[0], 0, 1, 0, c, 1, 2);
    assertArrayEquals(new double[] {Double.NaN, 0, 0, Double.NaN}, c);
    c = new double[] {4};
    kernels.multiply(true, false, 1, 1, 0, new double[0], 0, 1, new double[0], 0, 1, 1, c, 0, 1);
    assertArrayEquals(new double[] {4}, c);
    kernels.multiply(false, false, 0, 1, 1, new double[0], 0, 1, c, 0, 1, 0, new double[0], 0, 1);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void nanAndInfinityReachTheResultAndNothingElse(DenseKernels kernels) {
    double[] a = {1, 2, 3, Double.NaN};
    double[] b = {5, Double.POSITIVE_INFINITY, 1, 1};
    double[] c = new double[4];
    kernels.multiply(false, false, 2, 2, 2, a, 0, 2, b, 0, 2, 0, c, 0, 2);
    assertArrayEquals(new double[] {7, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN}, c);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void givesTheSameBitsInEveryThread(DenseKernels kernels) {
    Random random = new Random(SEED);
    double[] a = random.doubles(150 * 90).toArray();
    double[] b = random.doubles(90 * 140).toArray();
    List<double[]> results =
        Stream.generate(() -> new double[150 * 140])
            .limit(8)
            .parallel()
            .peek(
                c ->
                    kernels.multiply(true, false, 150, 140, 90, a, 0, 150, b, 0, 140, 0, c, 0, 140))
            .toList();
    results.forEach(c -> assertTrue(Arrays.equals(results.get(0), c), "seed " + SEED));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void refusesWhatDoesNotLieInItsArray(DenseKernels kernels) {
    double[] four = new double[4];
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> kernels.multiply(false, false, 2, 2, 2, four, 1, 2, four, 0, 2, 0, four, 0, 2));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> kernels.multiply(false, false, 2, 2, 2, four, 0, 2, four, -1, 2, 0, four, 0, 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> kernels.multiply(false, false, 2, 2, 2, four, 0, 2, four, 0, 2, 0, four, 0, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> kernels.multiply(false, false, -1, 2, 2, four, 0, 2, four, 0, 2, 0, four, 0, 2));
  }

  @Test
  void kernelsSayWhatTheyAre() {
    assertEquals("plain Java", Kernels.of(KernelChoice.JAVA).name());
    String name = Kernels.of(KernelChoice.NATIVE).name();
    assertTrue(name.matches("OpenBLAS 0\\.\\d+\\.\\d+ \\(native, 1 thread.*\\)"), name);
  }
}
