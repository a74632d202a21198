package io.sparkhessian.linalg;

import io.sparkhessian.Failure;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The dense kernels requested by {@code spark.hessian.blas}. */
public enum KernelChoice {
  /** Native kernels, or plain Java with a warning. */
  AUTO,
  /** Plain Java. */
  JAVA,
  /** Native kernels, or a failure. */
  NATIVE;

  /** Name of the Spark setting. */
  public static final String SETTING = "spark.hessian.blas";

  /**
   * Parses the value of the setting, ignoring case.
   *
   * @throws Failure of kind INPUT that names the setting and the values it allows
   */
  public static KernelChoice parse(String value) {
    for (KernelChoice choice : values()) {
      if (choice.text().equals(value.strip().toLowerCase(Locale.ROOT))) {
        return choice;
      }
    }
    String allowed =
        Arrays.stream(values()).map(KernelChoice::text).collect(Collectors.joining(", "));
    throw Failure.input(
        "%s is '%s': set it to one of %s"
            .formatted(SETTING, value.replaceAll("\\s+", " "), allowed));
  }

  private String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
