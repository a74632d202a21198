package io.sparkhessian.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * The exact diagonal of a network: our kernels in a warm JVM, one gradient, and N Hessian-vector
 * products, extrapolated from a few by our general path and by PyTorch.
 *
 * <p>Arguments: widths, samples, rounds, how many products are timed together, and {@code pytorch}
 * to have it take them too.
 */
final class DiagonalBenchmark {
  private static final String PRODUCTS = "%d products H·v, general path, 1 thread";

  private DiagonalBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[2]);
    int products = Integer.parseInt(arguments[3]);
    BareKernels kernels = new Network(arguments[0]).kernels(Integer.parseInt(arguments[1]));
    String ours = PRODUCTS.formatted(products);
    Timing timing =
        new Timing()
            .add("gradient, 1 thread", kernels.gradient())
            .add(name(1), kernels.diagonal(1))
            .add(name(Parallel.CORES), kernels.diagonal(Parallel.CORES))
            .add(ours, kernels.products(products));
    Path problem = Scratch.of("diagonal.problem");
    Network.write(kernels, problem);
    Map<Tuning, Rival> rivals = new EnumMap<>(Tuning.class);
    try {
      for (Tuning tuning : arguments.length > 4 ? Tuning.values() : new Tuning[0]) {
        Rival rival =
            Rival.python(
                tuning,
                "products.py",
                arguments[0],
                arguments[1],
                problem.toString(),
                arguments[3]);
        rivals.put(tuning, rival);
        timing.add(name(products, tuning), rival::run);
      }
      timing.run(Math.min(3, rounds), rounds);
    } finally {
      for (Rival rival : rivals.values()) {
        rival.close();
      }
      Files.delete(problem);
    }
    timing.print("Exact diagonal, %s, %s".formatted(arguments[0], kernels.size()));
    for (int threads : new int[] {1, Parallel.CORES}) {
      Timing.say(
          "the diagonal with %d thread(s) takes as long as %.1f gradients",
          threads, timing.ratio(name(threads), "gradient, 1 thread"));
    }
    extrapolate(timing, ours, products, kernels.parameters());
    for (Tuning tuning : rivals.keySet()) {
      extrapolate(timing, name(products, tuning), products, kernels.parameters());
    }
  }

  private static String name(int threads) {
    return "diagonal" + Parallel.threads(threads);
  }

  private static String name(int products, Tuning tuning) {
    return "%d products H·v, PyTorch, %s".formatted(products, tuning);
  }

  private static void extrapolate(Timing timing, String name, int products, int parameters) {
    double one = timing.median(name) / products;
    Timing.say(
        "%s: %.4f s each, %.0f s for N of them, %.0f times the diagonal with 1 thread, %.0f with"
            + " %d",
        name,
        one,
        one * parameters,
        one * parameters / timing.median(name(1)),
        one * parameters / timing.median(name(Parallel.CORES)),
        Parallel.CORES);
  }
}
