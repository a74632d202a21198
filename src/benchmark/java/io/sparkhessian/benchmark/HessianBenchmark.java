package io.sparkhessian.benchmark;

import java.util.Locale;

/**
 * The full Hessian of a network: our kernels in a warm JVM, their share of this machine's dgemm, and
 * PyTorch's ways beside them.
 *
 * <p>Arguments: widths, samples, rounds, and any of {@code loop batched hessian} for PyTorch.
 */
final class HessianBenchmark {
  private static final int PRODUCTS = 3;

  private HessianBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Network network = new Network(arguments[0], Integer.parseInt(arguments[1]));
    int rounds = Integer.parseInt(arguments[2]);
    int cores = Runtime.getRuntime().availableProcessors();
    Timing timing =
        new Timing()
            .add("Hessian, 1 thread", network.hessian(1))
            .add("dgemm, 1 thread", network.dgemm(1, PRODUCTS))
            .add("Hessian, " + cores + " threads", network.hessian(cores))
            .add("dgemm, " + cores + " threads", network.dgemm(cores, PRODUCTS));
    timing.run(Math.max(2, Math.min(20, rounds)), rounds);
    String size =
        "%s, N = %d, n = %d, %d cores, %s, %s"
            .formatted(
                arguments[0],
                network.parameters(),
                network.samples.count(),
                cores,
                network.dense.name(),
                network.hessianPlan().tasks().size() + " tasks");
    timing.print("Full Hessian, " + size);
    share(timing, network, 1);
    share(timing, network, cores);
    System.out.printf(
        Locale.ROOT,
        "2 threads against 1: %.2f times as fast%n",
        timing.median("Hessian, 1 thread") / timing.median("Hessian, " + cores + " threads"));
    for (int i = 3; i < arguments.length; i++) {
      pyTorch(arguments, arguments[i], timing.median("Hessian, " + cores + " threads"));
    }
  }

  private static void share(Timing timing, Network network, int threads) {
    String suffix = threads == 1 ? ", 1 thread" : ", " + threads + " threads";
    double dgemm = 2.0 * (1L << 30) * PRODUCTS * threads / timing.median("dgemm" + suffix);
    double rate = network.nominalFlops() / timing.median("Hessian" + suffix);
    System.out.printf(
        Locale.ROOT,
        "%d thread(s): %.1f nominal Gflop/s of %.1f by dgemm, %.0f %%%n",
        threads,
        rate / 1e9,
        dgemm / 1e9,
        100 * rate / dgemm);
  }

  private static void pyTorch(String[] arguments, String way, double ours) throws Exception {
    for (boolean tuned : new boolean[] {false, true}) {
      double seconds =
          PyTorch.seconds(tuned, "hessian.py", arguments[0], arguments[1], way, "2");
      System.out.printf(
          Locale.ROOT,
          "PyTorch %s, %s: %.2f s, %.0f times ours%n",
          way,
          tuned ? "tuned, 1 thread" : "as it comes",
          seconds,
          seconds / ours);
    }
  }
}
