package io.sparkhessian.benchmark;

import java.util.Locale;

/** How the time of the full Hessian grows: N doubled at fixed n, n doubled at fixed N. */
final class GrowthBenchmark {
  private GrowthBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[0]);
    Network small = new Network("64-32-10", 1797);
    Network wide = new Network("64-64-10", 1797);
    Network many = new Network("64-32-10", 2 * 1797);
    Timing timing =
        new Timing()
            .add("N = " + small.parameters() + ", n = 1797", small.hessian(1))
            .add("N = " + wide.parameters() + ", n = 1797", wide.hessian(1))
            .add("N = " + small.parameters() + ", n = 3594", many.hessian(1))
            .run(10, rounds);
    timing.print("Growth of the full Hessian, 1 thread, " + small.dense.name());
    double base = timing.median("N = " + small.parameters() + ", n = 1797");
    double wider = timing.median("N = " + wide.parameters() + ", n = 1797");
    double more = timing.median("N = " + small.parameters() + ", n = 3594");
    System.out.printf(
        Locale.ROOT,
        "exponents: %.2f in N, %.2f in n%n",
        Math.log(wider / base) / Math.log(wide.parameters() / (double) small.parameters()),
        Math.log(more / base) / Math.log(2));
  }
}
