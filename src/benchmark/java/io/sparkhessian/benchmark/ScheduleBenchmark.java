package io.sparkhessian.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code explain --cores} simulates for 1 core and for 2, beside the phase {@code rows} of
 * runs on them.
 *
 * <p>Arguments: widths, samples and rounds, such as {@code 784-32-10 6000 3}.
 */
final class ScheduleBenchmark {
  private ScheduleBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Network network = new Network(arguments[0]);
    int samples = Integer.parseInt(arguments[1]);
    Path data = Scratch.of("schedule").resolve("data.csv");
    GeneratedJob.write(network.randomSamples(samples), data);
    Timing.say(
        "Simulated and real schedules, %s, N = %d, n = %d",
        arguments[0], network.parameters(), samples);
    try (GeneratedJob job = new GeneratedJob("schedule-job", network, data)) {
      for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
        Submission.of("explain", job, List.of("--executors", "1", "--cores", "2"));
        String explained = Files.readString(job.log());
        for (int cores = 1; cores <= 2; cores++) {
          double simulated = seconds("(?m)^ +" + cores + " +1 +(.*? s) ", explained);
          Submission.run(job, "--master", "local[" + cores + "]");
          double real = seconds("rows (.*? s)[,)]", Files.readString(job.log()));
          Timing.say(
              "%d core(s): simulated %.1f s, run %.1f s: %+.0f %%",
              cores, simulated, real, 100 * (simulated / real - 1));
        }
      }
    }
  }

  /** Of a duration such as 12.3 s or 2 min 10 s. */
  private static double seconds(String pattern, String text) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    if (!found.find()) {
      throw new IllegalArgumentException(pattern + " is not in " + text);
    }
    double seconds = 0;
    String[] words = found.group(1).trim().split(" +");
    for (int k = 0; k < words.length; k += 2) {
      seconds += Double.parseDouble(words[k]) * (words[k + 1].equals("min") ? 60 : 1);
    }
    return seconds;
  }
}
