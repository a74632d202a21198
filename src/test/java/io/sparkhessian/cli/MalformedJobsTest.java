package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Job files that are wrong, each in one place: the command ends before it starts Spark. */
class MalformedJobsTest {
  @TempDir Path directory;

  static List<MalformedCase> cases() {
    return MalformedCorpus.read(MalformedCorpus.JOBS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void endsInOneLineAndNoResult(MalformedCase malformed) throws IOException {
    MalformedRun.check(malformed, directory, InProcess::run);
    assertTrue(SparkSession.getDefaultSession().isEmpty());
  }
}
