package io.sparkhessian.linalg;

/** Products in plain Java, with tiles of B that fit the processor's cache. */
final class JavaKernels implements DenseKernels {
  private final ThreadLocal<PackedFactor> factors = ThreadLocal.withInitial(PackedFactor::new);

  @Override
  public String name() {
    return "plain Java";
  }

  @Override
  public void multiply(View a, View b, double beta, View c) {
    Operands.check(a, b, c);
    Operands.scale(beta, c);
    int k = a.columns();
    int n = c.columns();
    PackedFactor right = factors.get();
    for (int q = 0; q < k; q += PackedFactor.INNER) {
      int inner = Math.min(PackedFactor.INNER, k - q);
      for (int j = 0; j < n; j += PackedFactor.WIDTH) {
        int width = Math.min(PackedFactor.WIDTH, n - j);
        right.fill(b, q, inner, j, width);
        for (int i = 0; i < c.rows(); i++) {
          int left = a.offset() + i * a.rowStep() + q * a.columnStep();
          int sum = c.offset() + i * c.stride() + j;
          right.addProduct(a.array(), left, a.columnStep(), c.array(), sum);
        }
      }
    }
  }
}
