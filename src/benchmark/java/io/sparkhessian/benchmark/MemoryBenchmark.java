package io.sparkhessian.benchmark;

import io.sparkhessian.distributed.plan.Amounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory of a run whose Hessian is larger than its heap: driver and executor are one process,
 * whose heap is bounded and whose peak is measured. The result is deleted.
 *
 * <p>Arguments: widths, samples, the heap and rounds, such as {@code 784-32-10 2000 2g 1}.
 */
final class MemoryBenchmark {
  private static final String RUN = "spark-hessian run, start to exit";

  private MemoryBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Network network = new Network(arguments[0]);
    int samples = Integer.parseInt(arguments[1]);
    Path data = Scratch.of("memory").resolve("data.csv");
    GeneratedJob.write(network.randomSamples(samples), data);
    try (GeneratedJob job = new GeneratedJob("memory", network, data)) {
      List<Long> peaks = new ArrayList<>();
      Timing timing =
          new Timing()
              .addMeasured(
                  RUN,
                  Integer.MAX_VALUE,
                  () -> {
                    Submission run = Submission.run(job, "--driver-memory", arguments[2]);
                    peaks.add(run.peakBytes());
                    return run.seconds();
                  })
              .run(0, Integer.parseInt(arguments[3]));
      timing.print(
          "Memory of a run, %s, N = %d, n = %d, %d cores, local[*], heap %s"
              .formatted(
                  arguments[0], network.parameters(), samples, Parallel.CORES, arguments[2]));
      long peak = peaks.stream().mapToLong(each -> each).max().orElse(0);
      Timing.say(
          "at most %s resident, heap %s; the result has %s",
          Amounts.bytes(peak), arguments[2], Amounts.bytes(job.resultBytes()));
      Timing.say("the last run said:%n%n%s", Files.readString(job.log()).indent(4));
    }
  }
}
