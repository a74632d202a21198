package io.sparkhessian.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The full Hessian of a network: our kernels in a warm JVM, this machine's dgemm, and PyTorch's
 * ways in processes that are warm too.
 *
 * <p>Arguments: widths, samples, rounds, and any of {@code loop hessian vectorized batched
 * libtorch}, each with {@code :plain}, {@code :tuned1} or {@code :tuned2} for one way to start it.
 */
final class HessianBenchmark {
  private static final int PRODUCTS = 3;

  /** PyTorch takes many times as long, so it gets fewer runs. */
  private static final int RIVAL_RUNS = 3;

  private HessianBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int samples = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    Network network = new Network(arguments[0]);
    BareKernels kernels = network.kernels(samples);
    Timing timing = new Timing();
    for (int threads : new int[] {1, Parallel.CORES}) {
      timing.add(name(threads), kernels.hessian(threads));
      timing.add("dgemm" + Parallel.threads(threads), kernels.dgemm(threads, PRODUCTS));
    }
    List<HessianWay> ways = new ArrayList<>();
    for (int i = 3; i < arguments.length; i++) {
      ways.addAll(HessianWay.parse(arguments[i]));
    }
    Path problem = Scratch.of("hessian.problem");
    Network.write(kernels, problem);
    Map<HessianWay, Rival> rivals = new LinkedHashMap<>();
    try {
      for (HessianWay way : ways) {
        Rival rival = way.start(arguments[0], samples, problem);
        rivals.put(way, rival);
        timing.add(way.toString(), RIVAL_RUNS, rival::run);
      }
      timing.run(Math.max(2, Math.min(20, rounds)), rounds);
    } finally {
      for (Rival rival : rivals.values()) {
        rival.close();
      }
      Files.delete(problem);
    }
    timing.print(
        "Full Hessian, %s, %s, %d tasks"
            .formatted(arguments[0], kernels.size(), kernels.hessianTasks()));
    share(timing, network.nominalFlops(samples), 1);
    share(timing, network.nominalFlops(samples), Parallel.CORES);
    Timing.say(
        "%d threads against 1: %.2f times as fast",
        Parallel.CORES, timing.ratio(name(1), name(Parallel.CORES)));
    for (HessianWay way : ways) {
      Timing.say(
          "%s: %.1f times ours with 1 thread, %.1f times with %d",
          way,
          timing.ratio(way.toString(), name(1)),
          timing.ratio(way.toString(), name(Parallel.CORES)),
          Parallel.CORES);
    }
    for (String way : ways.stream().map(HessianWay::way).distinct().toList()) {
      double difference = new HessianWay(way, Tuning.TUNED1).disagreement();
      Timing.say("%s agrees with ours on a small network to %.1e", way, difference);
    }
  }

  private static String name(int threads) {
    return "Hessian" + Parallel.threads(threads);
  }

  private static void share(Timing timing, double flops, int threads) {
    double dgemm =
        BareKernels.dgemmFlops(threads, PRODUCTS)
            / timing.median("dgemm" + Parallel.threads(threads));
    double rate = flops / timing.median(name(threads));
    Timing.say(
        "%d thread(s): %.1f nominal Gflop/s of %.1f by dgemm, %.0f %%",
        threads, rate / 1e9, dgemm / 1e9, 100 * rate / dgemm);
  }
}
