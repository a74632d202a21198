package io.sparkhessian.linalg;

/** Products in plain Java, on tiles of B that stay in the processor's cache. */
final class JavaKernels implements DenseKernels {
  private final ThreadLocal<PackedFactor> factors = ThreadLocal.withInitial(PackedFactor::new);

  @Override
  public String name() {
    return "plain Java";
  }

  @Override
  public void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      int aStride,
      double[] b,
      int bOffset,
      int bStride,
      double beta,
      double[] c,
      int cOffset,
      int cStride) {
    Operands.checkSizes(m, n, k);
    Operands.check(a, aOffset, aStride, transposeA ? k : m, transposeA ? m : k);
    Operands.check(b, bOffset, bStride, transposeB ? n : k, transposeB ? k : n);
    Operands.check(c, cOffset, cStride, m, n);
    Operands.scale(beta, m, n, c, cOffset, cStride);
    int rowStep = transposeA ? 1 : aStride;
    int innerStep = transposeA ? aStride : 1;
    PackedFactor right = factors.get();
    for (int q = 0; q < k; q += PackedFactor.INNER) {
      int inner = Math.min(PackedFactor.INNER, k - q);
      for (int j = 0; j < n; j += PackedFactor.WIDTH) {
        int width = Math.min(PackedFactor.WIDTH, n - j);
        if (transposeB) {
          right.fillTransposed(b, bOffset + j * bStride + q, bStride, inner, width);
        } else {
          right.fill(b, bOffset + q * bStride + j, bStride, inner, width);
        }
        for (int i = 0; i < m; i++) {
          int left = aOffset + i * rowStep + q * innerStep;
          right.addProduct(a, left, innerStep, c, cOffset + i * cStride + j);
        }
      }
    }
  }
}
