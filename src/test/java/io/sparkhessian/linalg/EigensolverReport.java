package io.sparkhessian.linalg;

import io.sparkhessian.Failure;
import java.io.IOException;

/** A program that prints which eigensolver a choice gives in a fresh JVM, and what is loaded. */
final class EigensolverReport {
  private EigensolverReport() {}

  /** Arguments: the choice, and {@code java-first} to use the one in plain Java before. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 1) {
      System.out.println(Eigensolver.plainJava().name());
    }
    try {
      Kernels.EigensolverSelection selection =
          Kernels.selectEigensolver(KernelChoice.parse(arguments[0]));
      System.out.println(selection.eigensolver().name());
      selection.warning().ifPresent(warning -> System.out.println("warning: " + warning));
    } catch (Failure failure) {
      System.out.println("error: " + failure.getMessage());
    }
    NativeLibrary.loaded().forEach(file -> System.out.println("loaded: " + file));
  }
}
