package io.sparkhessian.linalg;

import io.sparkhessian.Failure;
import java.util.Optional;

/** Selects dense kernels and eigensolvers. */
public final class Kernels {
  private static final DenseKernels JAVA = new JavaKernels();

  private Kernels() {}

  /**
   * Selected kernels.
   *
   * @param warning one line for the user, to be printed by the caller
   */
  public record Selection(DenseKernels kernels, Optional<String> warning) {}

  /**
   * The kernels of a choice, without the warning of {@link #select}.
   *
   * @throws Failure of kind INPUT if the choice is NATIVE and there is no native library
   */
  public static DenseKernels of(KernelChoice choice) {
    return select(choice).kernels();
  }

  /**
   * The kernels of a choice, with a warning if they are slower than the user would expect.
   *
   * @throws Failure of kind INPUT if the choice is NATIVE and there is no native library
   */
  public static Selection select(KernelChoice choice) {
    if (choice == KernelChoice.JAVA) {
      return new Selection(JAVA, Optional.empty());
    }
    NativeLibrary library = NativeLibrary.get();
    if (library.kernels().isPresent()) {
      return new Selection(library.kernels().get(), library.problem());
    }
    String problem = library.problem().orElse("there is no native BLAS");
    if (choice == KernelChoice.NATIVE) {
      throw Failure.input(
          "%s is 'native', but %s; mend that, or set it to 'java' or 'auto'"
              .formatted(KernelChoice.SETTING, problem));
    }
    return new Selection(
        JAVA,
        Optional.of(
            "products run in plain Java, several times slower than in native BLAS: %s; %s=java runs"
                    .formatted(problem, KernelChoice.SETTING)
                + " the same without this warning"));
  }

  /**
   * A selected eigensolver.
   *
   * @param warning one line for the user, to be printed by the caller
   */
  public record EigensolverSelection(Eigensolver eigensolver, Optional<String> warning) {}

  /**
   * The eigensolver of a choice, with a warning if it is slower than the user would expect.
   *
   * @throws Failure of kind INPUT if the choice is NATIVE and there is no native library
   */
  public static EigensolverSelection selectEigensolver(KernelChoice choice) {
    if (choice == KernelChoice.JAVA) {
      return new EigensolverSelection(Eigensolver.plainJava(), Optional.empty());
    }
    NativeLapack lapack = NativeLapack.get();
    if (lapack.eigensolver().isPresent()) {
      return new EigensolverSelection(lapack.eigensolver().get(), Optional.empty());
    }
    String problem = lapack.problem().orElse("there is no native LAPACK");
    if (choice == KernelChoice.NATIVE) {
      throw Failure.input(
          "%s is 'native', but for eigenvalues %s; mend that, or set it to 'java' or 'auto'"
              .formatted(KernelChoice.SETTING, problem));
    }
    return new EigensolverSelection(
        Eigensolver.plainJava(),
        Optional.of("eigenvalues are computed in plain Java, several times slower: " + problem));
  }
}
