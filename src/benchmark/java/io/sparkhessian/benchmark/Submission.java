package io.sparkhessian.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One call of {@code submit/spark-hessian}, from its start to its end.
 *
 * @param peakBytes the most memory that its process had at once, as Linux counts it
 */
record Submission(double seconds, long peakBytes) {
  private static final long MILLISECONDS = 20;

  static Submission run(GeneratedJob job, String... flags) throws Exception {
    List<String> all = new ArrayList<>(List.of(flags));
    all.add("--overwrite");
    return of("run", job, all);
  }

  /** Runs a command on the job. */
  static Submission of(String name, GeneratedJob job, List<String> flags) throws Exception {
    return of(name, job.file(), job, flags);
  }

  /** Writes the report of the job's result anew. */
  static Submission report(GeneratedJob job, String... flags) throws Exception {
    return of("report", job.output(), job, List.of(flags));
  }

  private static Submission of(String name, Path what, GeneratedJob job, List<String> flags)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("submit/spark-hessian", name, what.toString()));
    command.addAll(flags);
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(job.log().toFile())
            .start();
    long peak = 0;
    while (!process.waitFor(MILLISECONDS, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peak(process.pid())); // the script's process becomes the JVM's
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ":\n" + Files.readString(job.log()));
    }
    return new Submission(seconds, peak);
  }

  private static long peak(long process) throws IOException {
    try {
      return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (NoSuchFileException e) { // it has just ended
      return 0;
    }
  }
}
