package io.sparkhessian.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Times things in turn, round after round, so that a noisy machine disturbs all of them alike. */
final class Timing {
  private final Map<String, Thing> things = new LinkedHashMap<>();

  /** Something to be timed. */
  @FunctionalInterface
  interface Timed {
    void run() throws Exception;
  }

  /** Something that knows itself how many seconds it took. */
  @FunctionalInterface
  interface Measured {
    double seconds() throws Exception;
  }

  private record Thing(int most, Measured measured, List<Double> seconds) {
    double[] sorted() {
      return seconds.stream().mapToDouble(each -> each).sorted().toArray();
    }
  }

  /** Times this in every round. */
  Timing add(String name, Timed thing) {
    return add(name, Integer.MAX_VALUE, thing);
  }

  /** Times this {@code most} times at the most, in rounds that are spread evenly. */
  Timing add(String name, int most, Timed thing) {
    return addMeasured(
        name,
        most,
        () -> {
          long start = System.nanoTime();
          thing.run();
          return (System.nanoTime() - start) / 1e9;
        });
  }

  /** Takes what this says itself. */
  Timing addMeasured(String name, int most, Measured thing) {
    things.put(name, new Thing(most, thing, new ArrayList<>()));
    return this;
  }

  /** Runs all {@code warmUps} times untimed, rare ones once, then {@code rounds} times timed. */
  Timing run(int warmUps, int rounds) throws Exception {
    for (int round = -warmUps; round < rounds; round++) {
      for (Thing thing : things.values()) {
        boolean rare = thing.most() < rounds;
        if (round < 0 ? !rare || round == -1 : !rare || isTurn(thing.most(), round, rounds)) {
          double seconds = thing.measured().seconds();
          if (round >= 0) {
            thing.seconds().add(seconds);
          }
        }
      }
    }
    return this;
  }

  private static boolean isTurn(int most, int round, int rounds) {
    return (long) round * most % rounds < most;
  }

  /** What is timed, in its order. */
  Set<String> names() {
    return things.keySet();
  }

  /** The median time of one of them, in seconds. */
  double median(String name) {
    return median(things.get(name).sorted());
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** How many times as long as the second the first takes, by their medians. */
  double ratio(String name, String other) {
    return median(name) / median(other);
  }

  /** The median over the rounds of how many times as long the first took in that round. */
  double medianRatio(String name, String other) {
    List<Double> above = things.get(name).seconds();
    List<Double> below = things.get(other).seconds();
    double[] ratios =
        IntStream.range(0, above.size())
            .mapToDouble(round -> above.get(round) / below.get(round))
            .sorted()
            .toArray();
    return median(ratios);
  }

  /** Prints a table in Markdown: median, fastest and slowest, and the median against the first. */
  void print(String title) {
    System.out.printf(Locale.ROOT, "%n%s%n%n", title);
    System.out.println("| | runs | median s | fastest | slowest | times the first |");
    System.out.println("|---|---:|---:|---:|---:|---:|");
    String first = things.keySet().iterator().next();
    for (String name : things.keySet()) {
      double[] all = things.get(name).sorted();
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %.4f | %.4f | %.4f | %.2f |%n",
          name,
          all.length,
          median(name),
          all[0],
          all[all.length - 1],
          ratio(name, first));
    }
    System.out.println();
  }

  /** Prints a line of what follows from the table. */
  static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, "- " + format + "%n", values);
  }
}
