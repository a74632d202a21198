package io.sparkhessian.distributed.tasks;

import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import java.io.Serializable;

/**
 * Dense kernels of a process.
 *
 * @param name of the library
 * @param warning why the native library is not used, or empty
 */
public record Backend(String name, String warning) implements Serializable {
  public static Backend of(KernelChoice choice) {
    Kernels.Selection selection = Kernels.select(choice);
    return new Backend(selection.kernels().name(), selection.warning().orElse(""));
  }
}
