package io.sparkhessian.benchmark;

import java.util.Locale;

/**
 * The exact diagonal of a network: our kernels in a warm JVM, one of our gradients, and N
 * Hessian-vector products by PyTorch, extrapolated from a few.
 *
 * <p>Arguments: widths, samples, rounds, and how many products PyTorch takes (0 for none).
 */
final class DiagonalBenchmark {
  private DiagonalBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Network network = new Network(arguments[0], Integer.parseInt(arguments[1]));
    int cores = Runtime.getRuntime().availableProcessors();
    Timing timing =
        new Timing()
            .add("gradient, 1 thread", network.gradient())
            .add("diagonal, 1 thread", network.diagonal(1))
            .add("diagonal, " + cores + " threads", network.diagonal(cores))
            .run(3, Integer.parseInt(arguments[2]));
    timing.print(
        "Exact diagonal, %s, N = %d, n = %d, %s"
            .formatted(
                arguments[0],
                network.parameters(),
                network.samples.count(),
                network.dense.name()));
    int products = Integer.parseInt(arguments[3]);
    if (products > 0) {
      double one =
          PyTorch.seconds(true, "products.py", arguments[0], arguments[1], arguments[3])
              / products;
      double all = one * network.parameters();
      System.out.printf(
          Locale.ROOT,
          "PyTorch, tuned: %.4f s a Hessian-vector product, %.0f s for N: %.0f times ours%n",
          one,
          all,
          all / timing.median("diagonal, " + cores + " threads"));
    }
  }
}
