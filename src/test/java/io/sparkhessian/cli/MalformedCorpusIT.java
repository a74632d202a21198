package io.sparkhessian.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data, parameters, vectors, manifests and results that are wrong, for commands that run Spark. */
class MalformedCorpusIT {
  @TempDir Path directory;

  static Stream<MalformedCase> cases() {
    return MalformedCorpus.FAMILIES.stream()
        .filter(family -> !family.equals(MalformedCorpus.JOBS))
        .flatMap(family -> MalformedCorpus.read(family).stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void endsInOneLineAndNoResult(MalformedCase malformed) throws IOException {
    MalformedRun.check(malformed, directory, InProcess::onSpark);
  }
}
