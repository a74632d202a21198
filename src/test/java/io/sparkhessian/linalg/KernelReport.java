package io.sparkhessian.linalg;

import dev.ludovic.netlib.blas.NativeBLAS;
import io.sparkhessian.Failure;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/** A program that prints the kernels of a choice in a fresh JVM. */
final class KernelReport {
  private static final String PATH = "dev.ludovic.netlib.blas.nativeLibPath";

  private KernelReport() {}

  /** Arguments: the choice and optionally the way to use netlib first. */
  public static void main(String[] arguments) {
    if (arguments.length > 1) {
      useNetlib(arguments[1]);
    }
    try {
      Kernels.Selection selection = Kernels.select(KernelChoice.parse(arguments[0]));
      System.out.println(selection.kernels().name());
      selection.warning().ifPresent(warning -> System.out.println("warning: " + warning));
    } catch (Failure failure) {
      System.out.println("error: " + failure.getMessage());
    }
  }

  private static void useNetlib(String how) {
    Path binding = Path.of(Loader.load(openblas_nolapack.class));
    boolean present = how.equals("with-library");
    System.setProperty(
        PATH,
        present ? binding.resolveSibling("libopenblas_nolapack.so.0").toString() : "/none.so");
    try {
      NativeBLAS.getInstance();
    } catch (RuntimeException e) {
      System.out.println("before: " + e.getMessage());
    }
    System.clearProperty(PATH);
  }
}
