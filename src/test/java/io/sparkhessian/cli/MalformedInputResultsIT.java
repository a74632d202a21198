package io.sparkhessian.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Results by the inputs that a disk or a hand has damaged. */
class MalformedInputResultsIT {
  @TempDir Path directory;

  static List<MalformedCase> cases() {
    return MalformedCorpus.read("input-results");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void endsInOneLineAndNoResult(MalformedCase malformed) throws IOException {
    MalformedRun.check(malformed, directory);
  }
}
