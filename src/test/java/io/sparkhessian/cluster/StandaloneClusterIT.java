package io.sparkhessian.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cluster.SubmitScript.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneClusterIT {
  @TempDir Path directory;

  @Test
  void runsAJobOnItsExecutorsAndLeavesNothingBehind() throws IOException {
    Path jar = SmallJar.of(SumJob.class, directory.resolve("sum.jar"));
    List<ProcessHandle> before = ProcessHandle.current().children().toList();

    try (StandaloneCluster cluster = StandaloneCluster.start(directory)) {
      List<String> command =
          List.of(
              cluster.sparkHome().resolve("bin/spark-submit").toString(),
              "--master",
              cluster.master(),
              "--class",
              SumJob.class.getName(),
              jar.toString());
      Result result = SubmitScript.execute(directory, Map.of(), command);

      assertEquals(0, result.exitCode(), result::stderr);
      assertEquals(cluster.master() + " sum 499500\n", result.stdout());
      assertTrue(
          result.stderr().contains("Granted executor ID"), "no executor ran:\n" + result.stderr());
    }

    assertEquals(before, ProcessHandle.current().children().toList());
  }
}
