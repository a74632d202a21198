package io.sparkhessian.benchmark;

/**
 * How the time of the full Hessian grows: N doubled at fixed n, n doubled at fixed N, each with one
 * thread and with all cores.
 *
 * <p>Arguments: rounds, and optionally another n than that of the digits.
 */
final class GrowthBenchmark {
  private static final String SMALL = "64-32-10";
  private static final String WIDE = "64-64-10";

  private GrowthBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[0]);
    int n = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1797;
    BareKernels small = new Network(SMALL).kernels(n);
    BareKernels wide = new Network(WIDE).kernels(n);
    BareKernels many = new Network(SMALL).kernels(2 * n);
    Timing timing = new Timing();
    for (int threads : new int[] {1, Parallel.CORES}) {
      for (BareKernels each : new BareKernels[] {small, wide, many}) {
        timing.add(name(each, threads), each.hessian(threads));
      }
    }
    timing.run(Math.max(2, Math.min(10, rounds)), rounds);
    timing.print(
        "Growth of the full Hessian, %s, %s and twice the samples, %d cores, %s"
            .formatted(SMALL, WIDE, Parallel.CORES, small.dense().name()));
    double twice = wide.parameters() / (double) small.parameters();
    for (int threads : new int[] {1, Parallel.CORES}) {
      Timing.say(
          "%d thread(s): exponents %.2f in N, %.2f in n",
          threads,
          Math.log(timing.ratio(name(wide, threads), name(small, threads))) / Math.log(twice),
          Math.log(timing.ratio(name(many, threads), name(small, threads))) / Math.log(2));
    }
    for (BareKernels each : new BareKernels[] {small, wide, many}) {
      Timing.say(
          "N = %d, n = %d: %d threads %.2f times as fast as 1",
          each.parameters(),
          each.samples().count(),
          Parallel.CORES,
          timing.ratio(name(each, 1), name(each, Parallel.CORES)));
    }
  }

  private static String name(BareKernels kernels, int threads) {
    return "N = %d, n = %d%s"
        .formatted(kernels.parameters(), kernels.samples().count(), Parallel.threads(threads));
  }
}
