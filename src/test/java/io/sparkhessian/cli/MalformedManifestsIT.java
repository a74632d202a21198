package io.sparkhessian.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Malformed and manipulated manifests. */
class MalformedManifestsIT {
  @TempDir Path directory;

  static List<MalformedCase> cases() {
    return MalformedCorpus.read("manifests");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void failsWithOneLineAndNoResult(MalformedCase malformed) throws IOException {
    MalformedRun.check(malformed, directory);
  }
}
