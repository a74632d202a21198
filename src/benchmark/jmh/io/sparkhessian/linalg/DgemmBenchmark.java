package io.sparkhessian.linalg;

import java.util.Arrays;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Products A·Bᵀ in the shapes that the sites make: rows × inner × columns. */
public class DgemmBenchmark extends ShortRuns {
  @Param({"64x256x256", "96x256x1000", "2048x256x4096", "288x256x288", "1024x1024x1024"})
  private String shape;

  @Param({"NATIVE"})
  private KernelChoice kernels;

  private DenseKernels dense;
  private int m;
  private int k;
  private int n;
  private View a;
  private View b;
  private View c;

  @Setup
  public void fill() {
    int[] sizes = Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
    m = sizes[0];
    k = sizes[1];
    n = sizes[2];
    Random random = new Random(1);
    a = View.of(random.doubles((long) m * k).toArray(), m, k);
    b = View.of(random.doubles((long) n * k).toArray(), n, k).transpose();
    c = View.of(new double[m * n], m, n);
    dense = Kernels.of(kernels);
  }

  /** Both operands contiguous over the samples, the result stored. */
  @Benchmark
  public View multiply(Rate rate) {
    dense.multiply(a, b, 0, c);
    rate.add(2.0 * m * n * k);
    return c;
  }
}
