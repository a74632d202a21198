package io.sparkhessian.linalg;

import io.sparkhessian.Failure;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which dense kernels the user asks for, by {@code spark.hessian.blas}. */
public enum KernelChoice {
  /** The native ones, or with a warning those in plain Java. */
  AUTO,
  /** Those in plain Java. */
  JAVA,
  /** The native ones, or a failure. */
  NATIVE;

  /** The Spark setting that holds the choice. */
  public static final String SETTING = "spark.hessian.blas";

  /**
   * Reads the value of the setting, in upper or lower case.
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
