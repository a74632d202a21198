package io.sparkhessian.benchmark;

import io.sparkhessian.distributed.plan.Amounts;
import io.sparkhessian.io.output.ReportFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The page about a result: how long {@code report} takes in a process whose heap is bounded, what
 * it holds in memory, and how large the page is, as N grows. The results are deleted.
 *
 * <p>Arguments: samples, the heap, rounds, and widths of networks, such as {@code 500 600m 3
 * 64-32-10 784-32-10}.
 */
final class ReportBenchmark {
  private static final String HEAP_OF_RUN = "3g";

  private ReportBenchmark() {}

  /** What is known of the report of a network. */
  private record Report(Network network, GeneratedJob job, long[] peak) {
    String name() {
      return "report, N = " + Amounts.count(network.parameters());
    }

    double write(String heap) throws Exception {
      Submission report = Submission.report(job, "--driver-memory", heap);
      peak[0] = Math.max(peak[0], report.peakBytes());
      return report.seconds();
    }
  }

  public static void main(String[] arguments) throws Exception {
    int samples = Integer.parseInt(arguments[0]);
    String heap = arguments[1];
    int rounds = Integer.parseInt(arguments[2]);
    Map<String, Report> reports = new LinkedHashMap<>();
    Timing timing = new Timing();
    try {
      for (String layers : Arrays.copyOfRange(arguments, 3, arguments.length)) {
        Network network = new Network(layers);
        Path data = Scratch.of("report-" + layers).resolve("data.csv");
        GeneratedJob.write(network.randomSamples(samples), data);
        GeneratedJob job = new GeneratedJob("report-" + layers, network, data);
        Report report = new Report(network, job, new long[1]);
        reports.put(layers, report);
        Submission.run(job, "--driver-memory", HEAP_OF_RUN);
        timing.addMeasured(report.name(), Integer.MAX_VALUE, () -> report.write(heap));
      }
      timing.run(0, rounds);
      timing.print(
          "Report of a result, n = %d, %d cores, local[*], heap %s"
              .formatted(samples, Parallel.CORES, heap));
      for (Report report : reports.values()) {
        Path page = report.job().output().resolve(ReportFile.NAME);
        Timing.say(
            "%s: at most %s resident, a page of %s about a result of %s",
            report.name(),
            Amounts.bytes(report.peak()[0]),
            Amounts.bytes(Files.size(page)),
            Amounts.bytes(report.job().resultBytes()));
      }
    } finally {
      for (Report report : reports.values()) {
        report.job().close();
      }
    }
  }
}
