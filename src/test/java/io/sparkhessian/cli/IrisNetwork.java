package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.io.npy.Npy;
import io.sparkhessian.io.output.OutputDirectory;
import io.sparkhessian.registry.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.ejml.data.DMatrixRMaj;

/** The network of conf/iris-mlp.yaml: its Hessian and other jobs. */
record IrisNetwork(Path directory) {
  static final int PARAMETERS = 67;
  static final int FIRST_LAYER = 40;
  private static final String JOB = "conf/iris-mlp.yaml";

  Result run(String name, String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("output=" + directory.resolve(name));
    return command("run", all);
  }

  static Result explain(String... settings) {
    return command("explain", List.of(settings));
  }

  private static Result command(String name, List<String> settings) {
    List<String> arguments = new ArrayList<>(List.of(name, JOB, "--set", "export=[]"));
    settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return InProcess.onSpark(arguments.toArray(String[]::new));
  }

  OutputDirectory out(String name) throws IOException {
    return OutputDirectory.open(
        new Configuration(), directory.resolve(name).toString(), Registry.STANDARD.outputFiles());
  }

  /** Returns the Hessian of the unchanged job. */
  DMatrixRMaj hessian() throws IOException {
    Expect.doneSlowly(run("hessian", "export=[npy]"));
    DMatrixRMaj hessian = new DMatrixRMaj(PARAMETERS, PARAMETERS);
    try (Npy.Rows rows = Npy.rows(out("hessian").child("hessian.npy"), PARAMETERS, PARAMETERS)) {
      for (int row = 0; row < PARAMETERS; row++) {
        System.arraycopy(rows.next(), 0, hessian.data, row * PARAMETERS, PARAMETERS);
      }
    }
    return hessian;
  }

  void assertVerified(String name, String... looked) {
    String said =
        Expect.doneSlowly(InProcess.onSpark("verify", directory.resolve(name).toString()));
    assertTrue(said.contains(" is correct"), said);
    for (String each : looked) {
      assertTrue(said.contains(each), said);
    }
  }
}
