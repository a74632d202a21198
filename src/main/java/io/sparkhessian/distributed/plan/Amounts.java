package io.sparkhessian.distributed.plan;

import java.time.Duration;
import java.util.Locale;

/** Formats amounts for people. */
public final class Amounts {
  private Amounts() {}

  /** 512 B, 3.4 MB, 5.2 GB: decimal, as disks are sold. */
  public static String bytes(long bytes) {
    return scaled((double) bytes, "B");
  }

  /** 84 Gflop, 1.2 Tflop. */
  public static String flops(double flops) {
    return scaled(flops, "flop");
  }

  /** 0.8 s, 2 min 10 s, 3 h 5 min. */
  public static String duration(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    Duration duration = Duration.ofSeconds(Math.round(seconds));
    return duration.toHours() == 0
        ? "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
        : "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
  }

  /** 2,410. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /**
   * Returns a number of things, such as "1 tile" or "2,410 tiles".
   *
   * @param one the noun in the singular
   */
  public static String counted(long count, String one) {
    return count(count) + " " + one + (count == 1 ? "" : "s");
  }

  private static String scaled(double amount, String unit) {
    String[] prefixes = {"", "k", "M", "G", "T", "P", "E"};
    int step = 0;
    double scaled = amount;
    while (scaled >= 1000 && step < prefixes.length - 1) {
      scaled /= 1000;
      step++;
    }
    String number =
        String.format(Locale.ROOT, step == 0 ? "%.0f" : scaled < 10 ? "%.1f" : "%.0f", scaled);
    return number + " " + prefixes[step] + unit;
  }
}
