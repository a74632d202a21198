package io.sparkhessian.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Times things in turn, round after round, so that a noisy machine disturbs all of them alike. */
final class Timing {
  private final Map<String, Timed> things = new LinkedHashMap<>();
  private final Map<String, List<Double>> seconds = new LinkedHashMap<>();

  /** Something to be timed. */
  @FunctionalInterface
  interface Timed {
    void run() throws Exception;
  }

  Timing add(String name, Timed thing) {
    things.put(name, thing);
    seconds.put(name, new ArrayList<>());
    return this;
  }

  /** Runs all of them {@code warmUps} times untimed, then {@code rounds} times timed. */
  Timing run(int warmUps, int rounds) throws Exception {
    for (int round = -warmUps; round < rounds; round++) {
      for (Map.Entry<String, Timed> thing : things.entrySet()) {
        long start = System.nanoTime();
        thing.getValue().run();
        double took = (System.nanoTime() - start) / 1e9;
        if (round >= 0) {
          seconds.get(thing.getKey()).add(took);
        }
      }
    }
    return this;
  }

  /** The median time of one of them, in seconds. */
  double median(String name) {
    return sorted(name)[seconds.get(name).size() / 2];
  }

  private double[] sorted(String name) {
    double[] sorted = seconds.get(name).stream().mapToDouble(each -> each).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Prints a table in Markdown: median, fastest and slowest, and the median against the first. */
  void print(String title) {
    System.out.printf(Locale.ROOT, "%n%s%n%n", title);
    System.out.println("| | median s | fastest | slowest | times the first |");
    System.out.println("|---|---:|---:|---:|---:|");
    String first = things.keySet().iterator().next();
    for (String name : things.keySet()) {
      double[] all = sorted(name);
      System.out.printf(
          Locale.ROOT,
          "| %s | %.4f | %.4f | %.4f | %.2f |%n",
          name,
          median(name),
          all[0],
          all[all.length - 1],
          median(name) / median(first));
    }
  }
}
