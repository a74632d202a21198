package io.sparkhessian.linalg;

import dev.ludovic.netlib.lapack.NativeLAPACK;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.ejml.data.DMatrixRMaj;

/**
 * The native LAPACK of this JVM, from the same library as the native BLAS.
 *
 * @param eigensolver the eigensolver, if there is a native LAPACK
 * @param problem the reason for its absence, as a clause
 */
record NativeLapack(Optional<Eigensolver> eigensolver, Optional<String> problem) {
  /** Netlib's property for the path of the LAPACK library. */
  static final String PATH = "dev.ludovic.netlib.lapack.nativeLibPath";

  private static final class Holder {
    static final NativeLapack LAPACK = load();
  }

  /** The library; the first call in a JVM loads and checks it. */
  static NativeLapack get() {
    return Holder.LAPACK;
  }

  private static NativeLapack load() {
    Optional<DenseKernels> blas = NativeLibrary.get().kernels();
    if (blas.isEmpty()) {
      return missing(NativeLibrary.get().problem().orElse("there is no native BLAS"));
    }
    String path = System.getProperty(PATH);
    if (path == null) { // netlib would load a library of the system in addition to the BLAS
      return missing("%s is not set, and %s runs".formatted(PATH, blas.get().name()));
    }
    try {
      List<String> before = NativeLibrary.loaded();
      Eigensolver eigensolver = new Eigensolver(netlib()::dsyevr, "LAPACK of " + blas.get().name());
      if (!NativeLibrary.loaded().equals(before)) {
        return missing("netlib has loaded another library in addition to " + blas.get().name());
      }
      double[] values = eigensolver.values(new DMatrixRMaj(new double[][] {{2, 1}, {1, 2}}));
      return Math.abs(values[0] - 1) + Math.abs(values[1] - 3) < 1e-14
          ? new NativeLapack(Optional.of(eigensolver), Optional.empty())
          : missing(eigensolver.name() + " gives wrong eigenvalues");
    } catch (IOException | RuntimeException | LinkageError e) {
      return missing("LAPACK of %s does not load (%s)".formatted(path, NativeLibrary.reason(e)));
    }
  }

  /** Netlib's native LAPACK, without the warnings that netlib logs. */
  private static NativeLAPACK netlib() {
    Logger logger = Logger.getLogger("dev.ludovic.netlib.lapack.InstanceBuilder");
    Level level = logger.getLevel();
    logger.setLevel(Level.OFF);
    try {
      return NativeLAPACK.getInstance();
    } finally {
      logger.setLevel(level);
    }
  }

  private static NativeLapack missing(String problem) {
    return new NativeLapack(Optional.empty(), Optional.of(problem));
  }
}
