package io.sparkhessian.linalg;

import io.sparkhessian.Failure;
import java.io.IOException;

/** A program that prints the eigensolver of a choice and the loaded libraries in a fresh JVM. */
final class EigensolverReport {
  private EigensolverReport() {}

  /** Arguments: the choice and optionally {@code java-first} to use plain Java first. */
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
