package io.sparkhessian.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Work on numbers from 0 on, in some threads. */
final class Parallel {
  static final int CORES = Runtime.getRuntime().availableProcessors();

  private Parallel() {}

  static void run(int threads, int count, IntConsumer work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int index = i;
        all.add(pool.submit(() -> work.accept(index)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  /** What stands behind a name in a table. */
  static String threads(int threads) {
    return threads == 1 ? ", 1 thread" : ", " + threads + " threads";
  }
}
