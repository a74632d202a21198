package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.io.file.Location;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.registry.Registry;
import io.sparkhessian.toy.ToyQuantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command works with a quantity of the tests: one package and one registration. */
class ToyQuantityIT {
  private static final Registry WITH_TOY = Registry.STANDARD.with(new ToyQuantity());
  private static final String JOB = "conf/rosenbrock.yaml";

  /** At (−1.2, 1) the Hessian of Rosenbrock's function is (1330, 480; 480, 200). */
  private static final double[] ROW_SUMS = {2 * 1810, 2 * 680};

  @TempDir Path directory;

  @Test
  void everyCommandSupportsIt() throws IOException {
    Path out = directory.resolve("out");
    String said = Expect.done(run("run", out));
    assertTrue(said.startsWith("rosenbrock: the row sums of the Hessian of 2 parameters"), said);
    assertTrue(said.contains("  row sums     largest "), said);
    assertArrayEquals(ROW_SUMS, vector(out, "row-sums.npy"), 1e-9);
    String page = Files.readString(out.resolve("report.html"));
    assertTrue(page.contains("The row sums of the Hessian of 2 parameters."), page);
    assertTrue(page.contains("Sums of the rows"), page);
    assertTrue(Expect.done(run("run", out)).contains("is already finished"));
    String right = Expect.done(InProcess.onSpark(WITH_TOY, "verify", out.toString()));
    assertTrue(right.contains("row-sums.npy"), right);
    String plan = Expect.done(run("explain", out));
    assertTrue(plan.contains("  computes     row sums of the Hessian"), plan);
    Result exported =
        InProcess.onSpark(
            WITH_TOY, "export", out.toString(), "--format", "npy", "--to", directory + "/x.npy");
    Expect.error(2, exported, out + ": holds no matrix", "row-sums; read " + out + "/row-sums.npy");
  }

  @Test
  void otherQuantitiesRefuseItsKeys() {
    Result result =
        InProcess.onSpark(
            WITH_TOY, "run", JOB, "--set", "factor=2", "--set", "output=" + directory);
    Expect.error(2, result, "--set factor=2: 'factor' needs compute: row-sums, not hessian");
    Result nearest =
        InProcess.onSpark(WITH_TOY, "run", JOB, "--set", "factr=2", "--set", "output=" + directory);
    Expect.error(2, nearest, "--set factr=2: unknown key 'factr'; did you mean 'factor'?");
  }

  private static Result run(String command, Path out) {
    return InProcess.onSpark(
        WITH_TOY,
        command,
        JOB,
        "--set",
        "compute=row-sums",
        "--set",
        "factor=2",
        "--set",
        "export=[]",
        "--set",
        "output=" + out);
  }

  private static double[] vector(Path out, String file) throws IOException {
    return Npy.readVector(location(out, file));
  }

  private static Location location(Path out, String file) throws IOException {
    return Location.of(new Configuration(), out.resolve(file).toString());
  }
}
