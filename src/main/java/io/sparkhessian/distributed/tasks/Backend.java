package io.sparkhessian.distributed.tasks;

import io.sparkhessian.linalg.KernelChoice;
import io.sparkhessian.linalg.Kernels;
import java.io.Serializable;

/**
 * The dense kernels of an executor.
 *
 * @param name what runs
 * @param warning why it is not the native one, or empty
 */
public record Backend(String name, String warning) implements Serializable {
  public static Backend of(KernelChoice choice) {
    Kernels.Selection selection = Kernels.select(choice);
    return new Backend(selection.kernels().name(), selection.warning().orElse(""));
  }
}
