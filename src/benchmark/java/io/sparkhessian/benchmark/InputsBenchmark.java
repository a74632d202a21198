package io.sparkhessian.benchmark;

import io.sparkhessian.curvature.InputDerivative;
import io.sparkhessian.curvature.InputFunction;
import io.sparkhessian.curvature.SampleRows;
import io.sparkhessian.evaluate.Samples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * The Hessians of all samples' losses by their features: our kernels in a warm JVM, and PyTorch's
 * ways in processes that are warm too.
 *
 * <p>Arguments: widths, samples, rounds, and any of {@code hessian vectorized batched}.
 */
final class InputsBenchmark {
  /** PyTorch's calls a sample take many times as long, so they get fewer runs. */
  private static final int RARE_RUNS = 3;

  private InputsBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int samples = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    BareKernels kernels = new Network(arguments[0]).kernels(samples);
    InputFunction loss = InputFunction.ofLoss(kernels.problem());
    Timing timing = new Timing();
    for (int threads : new int[] {1, Parallel.CORES}) {
      timing.add(name(threads), ours(kernels, InputDerivative.hessian(loss), threads));
    }
    timing.add("by directions", ours(kernels, InputDerivative.hessianByDirections(loss), 1));
    timing.add("Laplacians", ours(kernels, InputDerivative.laplacian(loss), 1));
    Path problem = Scratch.of("inputs.problem");
    Network.write(kernels, problem);
    Map<String, Rival> rivals = new LinkedHashMap<>();
    try {
      for (String way : Arrays.asList(arguments).subList(3, arguments.length)) {
        for (Tuning tuning : Tuning.values()) {
          String title = "PyTorch %s, %s".formatted(way, tuning);
          Rival rival =
              Rival.python(
                  tuning, "inputs.py", arguments[0], arguments[1], problem.toString(), way);
          rivals.put(title, rival);
          timing.add(title, way.equals("batched") ? rounds : RARE_RUNS, rival::run);
        }
      }
      timing.run(Math.max(2, Math.min(20, rounds)), rounds);
      timing.print("Hessians by the inputs, %s, %s".formatted(arguments[0], kernels.size()));
      for (Map.Entry<String, Rival> rival : rivals.entrySet()) {
        Timing.say(
            "%s: %.1f times ours with 1 thread, %.1f times with %d; it differs by %.1e",
            rival.getKey(),
            timing.ratio(rival.getKey(), name(1)),
            timing.ratio(rival.getKey(), name(Parallel.CORES)),
            Parallel.CORES,
            difference(rival.getValue(), kernels, loss));
      }
    } finally {
      for (Rival rival : rivals.values()) {
        rival.close();
      }
      Files.delete(problem);
    }
  }

  private static String name(int threads) {
    return "Hessians" + Parallel.threads(threads);
  }

  /** All rows, thrown away chunk by chunk, with what makes them in each thread. */
  private static Timing.Timed ours(BareKernels kernels, InputDerivative derivative, int threads) {
    List<Samples> chunks = kernels.chunks();
    return () ->
        Parallel.run(
            threads,
            threads,
            thread -> {
              SampleRows rows = derivative.rows(kernels.dense());
              DMatrixRMaj room = new DMatrixRMaj(chunks.get(0).count(), rows.width());
              for (int chunk = thread; chunk < chunks.size(); chunk += threads) {
                rows.into(room, chunks.get(chunk), 0);
              }
            });
  }

  /** The largest difference from ours, beside the largest entry. */
  private static double difference(Rival rival, BareKernels kernels, InputFunction loss)
      throws Exception {
    Path file = Scratch.of("inputs.hessians");
    rival.write(file);
    var theirs =
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
    Files.delete(file);
    DMatrixRMaj ours = InputDerivative.hessian(loss).rows(kernels.dense()).of(kernels.samples(), 0);
    int edge = loss.columns().length;
    double difference = 0;
    double largest = 0;
    for (int s = 0; s < ours.numRows; s++) {
      for (int row = 0, at = 0; row < edge; row++) {
        for (int column = row; column < edge; column++, at++) {
          double own = ours.get(s, at);
          largest = Math.max(largest, Math.abs(own));
          double other = theirs.get((s * edge + row) * edge + column);
          difference = Math.max(difference, Math.abs(own - other));
        }
      }
    }
    return difference / largest;
  }
}
