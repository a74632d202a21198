package io.sparkhessian.linalg;

import dev.ludovic.netlib.blas.NativeBLAS;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The native BLAS of this JVM: OpenBLAS from the application jar behind Spark's netlib, with one
 * thread per caller.
 *
 * <p>Netlib loads one library per JVM, at its first use. If the user names a library by netlib's
 * system properties, or netlib was used before, that library runs instead, and the name says so.
 *
 * @param kernels the kernels, if there is a native BLAS
 * @param problem the reason for its absence, or for an unexpected library, as a clause
 */
record NativeLibrary(Optional<DenseKernels> kernels, Optional<String> problem) {
  private static final String PATH = "dev.ludovic.netlib.blas.nativeLibPath";
  private static final String SYSTEM_NAME = "dev.ludovic.netlib.blas.nativeLib";

  /**
   * System property with the name of the library after setup, because several class loaders may
   * load this class.
   */
  private static final String READY = "io.sparkhessian.linalg.native";

  /** Netlib's JNI library. */
  private static final String BRIDGE = "libnetlibblasjni";

  private static final String BLAS_FILE =
      "lib(?!netlib|jni)\\w*(blas|blis|mkl|atlas)[\\w.-]*\\.so.*";

  private static final class Holder {
    static final NativeLibrary LIBRARY = load();
  }

  /** The library; the first call in a JVM loads and checks it. */
  static NativeLibrary get() {
    return Holder.LIBRARY;
  }

  private static NativeLibrary load() {
    String wanted = System.getProperty(PATH, System.getProperty(SYSTEM_NAME));
    String ready = System.getProperty(READY);
    try {
      if (ready != null) {
        return running(netlib(), ready, Optional.empty());
      }
      return wanted == null && !LoadedFiles.any(BRIDGE) ? bundled() : other(wanted != null);
    } catch (IOException | RuntimeException | LinkageError e) {
      String library = wanted == null ? "OpenBLAS" : wanted + ", which a system property names,";
      return missing("%s does not load (%s)".formatted(library, reason(e)));
    }
  }

  private static NativeLibrary bundled() throws IOException {
    Path binding = Path.of(Loader.load(openblas_nolapack.class));
    Path library = binding.resolveSibling("libopenblas_nolapack.so.0").toRealPath();
    openblas_nolapack.blas_set_num_threads(1);
    System.setProperty(PATH, library.toString());
    if (System.getProperty(NativeLapack.PATH) == null) {
      System.setProperty(NativeLapack.PATH, library.toString()); // it has LAPACK, despite its name
    }
    NativeBLAS blas = netlib();
    if (!LoadedFiles.any(library.toString()) || !LoadedFiles.any(BRIDGE)) {
      return missing("Spark's netlib has not taken " + library);
    }
    int threads = openblas_nolapack.blas_get_num_threads();
    String core = System.getenv("OPENBLAS_CORETYPE");
    String name =
        "%s (native, %d thread%s%s)"
            .formatted(
                openblas_nolapack.OPENBLAS_VERSION.strip(),
                threads,
                threads == 1 ? "" : "s",
                core == null ? "" : ", OPENBLAS_CORETYPE=" + core);
    NativeLibrary running = running(blas, name, Optional.empty());
    System.setProperty(READY, name);
    return running;
  }

  /** The library named by the user or loaded by the first use of netlib. */
  private static NativeLibrary other(boolean wanted) throws IOException {
    NativeBLAS blas = netlib();
    List<String> loaded = loaded();
    String files = loaded.isEmpty() ? "a library of unusual name" : String.join(", ", loaded);
    Optional<String> problem =
        Optional.of(
            "Spark's netlib was used before and runs %s instead of OpenBLAS from the application jar"
                .formatted(files));
    return running(blas, "BLAS of " + files + " (native)", wanted ? Optional.empty() : problem);
  }

  /** The file names of all loaded BLAS libraries. */
  static List<String> loaded() throws IOException {
    return LoadedFiles.named(BLAS_FILE);
  }

  private static NativeLibrary running(NativeBLAS blas, String name, Optional<String> problem) {
    DenseKernels kernels = new NativeKernels(blas, name);
    double[] row = {2, 3};
    double[] column = {5, 7};
    double[] product = {Double.NaN};
    kernels.multiply(View.of(row, 1, 2), View.of(column, 2, 1), 0, View.of(product, 1, 1));
    return product[0] == 31
        ? new NativeLibrary(Optional.of(kernels), problem)
        : missing(name + " gives a wrong product");
  }

  private static NativeLibrary missing(String problem) {
    return new NativeLibrary(Optional.empty(), Optional.of(problem));
  }

  /**
   * Netlib's native BLAS, without the warnings that netlib logs about its other implementations.
   */
  private static NativeBLAS netlib() {
    Logger logger = Logger.getLogger("dev.ludovic.netlib.blas.InstanceBuilder");
    Level level = logger.getLevel();
    logger.setLevel(Level.OFF);
    try {
      return NativeBLAS.getInstance();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "Spark's netlib cannot use it, or was used before without a native library", e);
    } finally {
      logger.setLevel(level);
    }
  }

  static String reason(Throwable e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    return message.lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
