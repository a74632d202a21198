package io.sparkhessian.linalg;

import io.sparkhessian.Failure;
import java.util.Optional;

/** Finds the dense kernels that a choice asks for. */
public final class Kernels {
  private static final DenseKernels JAVA = new JavaKernels();

  private Kernels() {}

  /**
   * The kernels that will run.
   *
   * @param warning what the user must be told about them: one line, to be printed by the caller
   */
  public record Selection(DenseKernels kernels, Optional<String> warning) {}

  /**
   * The kernels of a choice, for a caller that has shown the warning of {@link #select} already.
   *
   * @throws Failure of kind INPUT if NATIVE is asked for and there is no native library
   */
  public static DenseKernels of(KernelChoice choice) {
    return select(choice).kernels();
  }

  /**
   * The kernels of a choice, with a warning where they are not what the user would expect.
   *
   * @throws Failure of kind INPUT if NATIVE is asked for and there is no native library
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
   * An eigensolver and what the user must be told about it: one line, to be printed by the caller.
   */
  public record EigensolverSelection(Eigensolver eigensolver, Optional<String> warning) {}

  /**
   * The eigensolver of a choice, with a warning where it is not what the user would expect.
   *
   * @throws Failure of kind INPUT if NATIVE is asked for and there is no native library
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
