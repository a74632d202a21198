package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sparkhessian.cluster.SubmitScript.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Non-finite second derivatives over broadcast and partitioned data. */
class NonFiniteIT {
  private static final int KINK = 1234;

  @TempDir Path directory;

  /** Writes a job in which z is 0 at one sample only; loss and gradient are 0 there too. */
  private String[] job() throws IOException {
    StringBuilder data = new StringBuilder("a,b\n");
    for (int s = 0; s < 2000; s++) {
      data.append(s == KINK ? "1.0,-1.0\n" : "1.0,%d.5\n".formatted(s));
    }
    Files.writeString(directory.resolve("data.csv"), data);
    Files.writeString(directory.resolve("theta.csv"), "name,value\nslopes[0],1.0\nslopes[1],1.0\n");
    Path job = directory.resolve("job.yaml");
    Files.writeString(
        job,
        """
        objective: {type: class, class: io.sparkhessian.cli.KinkedLoss}
        parameters: DIR/theta.csv
        data: {path: DIR/data.csv, format: csv, options: {header: true}}
        output: DIR/out
        """
            .replace("DIR", directory.toString()));
    return new String[] {"run", job.toString()};
  }

  @Test
  void partitionedDataGiveTheSameLine() throws IOException {
    Result broadcast = InProcess.onSpark(job());
    Expect.error(
        3,
        broadcast,
        "the Hessian is Infinity at (slopes[0], slopes[0]); look for an overflow",
        ": along slopes[0], the operation power -0.5 is the first to give Infinity"
            + " at sample 1234 of the data (counted from 0); the nearest parameter is slopes");
    Result spread = InProcess.withSetting("spark.driver.maxResultSize", "10k", job());
    assertEquals(3, spread.exitCode(), spread::toString);
    assertEquals(broadcast.stderr(), spread.stderr());
    assertFalse(Files.exists(directory.resolve("out")));
  }
}
