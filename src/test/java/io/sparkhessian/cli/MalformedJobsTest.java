package io.sparkhessian.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Job files that are wrong, each in one place: the command ends before it starts Spark. */
class MalformedJobsTest {
  private static final String MASTER = "spark.master";

  @TempDir Path directory;

  static List<MalformedCase> cases() {
    return MalformedCorpus.read(MalformedCorpus.JOBS);
  }

  /** A command that starts Spark ends in another line. */
  @BeforeEach
  void noSpark() {
    System.setProperty(MASTER, "none");
  }

  @AfterEach
  void anySpark() {
    System.clearProperty(MASTER);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void endsInOneLineAndNoResult(MalformedCase malformed) throws IOException {
    MalformedRun.check(malformed, directory, InProcess::run);
  }
}
