package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sparkhessian.cluster.SubmitScript;
import io.sparkhessian.cluster.SubmitScript.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The setting {@code spark.hessian.blas}. */
class KernelSettingsIT {
  @TempDir Path directory;

  @Test
  void unknownNamesAreAnError() {
    for (String command : List.of("explain", "run")) {
      Result nonsense =
          InProcess.withSetting("spark.hessian.blas", "nonsense", command, "conf/rosenbrock.yaml");
      Expect.error(2, nonsense, "spark.hessian.blas is 'nonsense': set it to one of auto, java");
    }
  }

  @Test
  void aMissingLibraryIsAnError() {
    Path out = directory.resolve("out");
    Result missing =
        SubmitScript.runEmbedded(
            "run",
            "conf/rosenbrock.yaml",
            "--set",
            "output=" + out,
            "--conf",
            "spark.hessian.blas=native",
            "--driver-java-options",
            "-Ddev.ludovic.netlib.blas.nativeLibPath=/none/libblas.so");
    Expect.error(2, missing, "spark.hessian.blas is 'native', but /none/libblas.so, ", "'java'");
    assertEquals("", missing.stdout());
    assertFalse(Files.exists(out));
  }
}
