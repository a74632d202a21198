package io.sparkhessian.curvature.sites;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkhessian.autodiff.LinearSites;
import io.sparkhessian.curvature.Problem;
import io.sparkhessian.curvature.layout.Window;
import io.sparkhessian.evaluate.Evaluator;
import io.sparkhessian.evaluate.Matrices;
import io.sparkhessian.evaluate.Samples;
import io.sparkhessian.linalg.DenseKernels;
import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import io.sparkhessian.objective.LinearModel;
import io.sparkhessian.objective.Loss;
import io.sparkhessian.objective.ObjectiveGraph;
import io.sparkhessian.objective.Reduction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Workspaces are kept while idle, at most one per concurrent thread. */
class SiteRowsTest {
  private static final DenseKernels DENSE = Kernels.of(KernelChoice.JAVA);
  private static final int FEATURES = 5;
  private static final int THREADS = 4;

  private final Samples data =
      Matrices.samples(new Random(1), Matrices.normal(new Random(2), 20, FEATURES), 2);
  private final Problem problem =
      new Problem(
          ObjectiveGraph.of(new LinearModel(Loss.LOGISTIC, 1, true), FEATURES, Reduction.SUM, 0.5),
          new double[FEATURES + 1],
          data.totalWeight());
  private final LinearSites sites = LinearSites.of(problem.objective(), ObjectiveGraph.OBJECTIVE);
  private final SiteRows rows = new SiteRows(sites, problem.layout());
  private final List<Long> made = new ArrayList<>();

  private DMatrixRMaj compute(long room, Runnable whileInUse) {
    RowBlock block = RowBlock.zeros(Window.ofRows(0, FEATURES + 1, FEATURES + 1));
    rows.add(
        block,
        data.chunks(8),
        room,
        bytes -> {
          synchronized (made) {
            made.add(bytes);
          }
          whileInUse.run();
          return evaluator(bytes);
        },
        DENSE);
    return block.matrix();
  }

  private Evaluator evaluator(long room) {
    DMatrixRMaj zeros = new DMatrixRMaj(1, FEATURES + 1);
    Map<String, DMatrixRMaj> values = new HashMap<>(problem.layout().split(zeros));
    for (String name : problem.layout().blockNames()) {
      values.put(LinearSites.free(name), values.get(name));
    }
    return new Evaluator(sites.graph(), DENSE, values, data.totalWeight(), room);
  }

  @Test
  void dropsWorkspacesWithAnotherCacheSize() {
    for (long room : new long[] {0, 0, 1 << 20, 1 << 20, 0}) {
      compute(room, () -> {});
    }
    assertEquals(List.of(0L, 1L << 20, 0L), made);
  }

  @Test
  void keepsOneWorkspacePerConcurrentThread() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    CyclicBarrier together = new CyclicBarrier(THREADS);
    List<Future<DMatrixRMaj>> blocks = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      blocks.add(threads.submit(() -> compute(7, () -> await(together))));
    }
    for (Future<DMatrixRMaj> block : blocks) {
      block.get();
    }
    threads.shutdown();
    assertEquals(List.of(7L, 7L, 7L, 7L), made);

    for (int again = 0; again < 3 * THREADS; again++) {
      compute(7, () -> {});
    }
    assertEquals(THREADS, made.size());
    compute(8, () -> {}); // takes all that were idle away
    compute(7, () -> {});
    assertEquals(List.of(7L, 7L, 7L, 7L, 8L, 7L), made);
  }

  private static void await(CyclicBarrier together) {
    try {
      together.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
