package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of the commands that need no Spark. */
class MainTest {
  private static final String IRIS = "conf/iris-mlp.yaml";

  @TempDir Path directory;

  @Test
  void helpNamesEveryCommandAndExitCode() {
    String help = Expect.done(InProcess.run("--help"));
    for (String command : List.of("run", "explain", "verify", "export", "report")) {
      assertTrue(help.contains("\n  " + command + " "), help);
    }
    for (int code = 0; code <= 4; code++) {
      assertTrue(help.contains("\n  " + code + "  "), help);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "explain", "verify", "export", "report"})
  void everyCommandHasHelp(String command) {
    String help = Expect.done(InProcess.run(command, "--help"));
    assertTrue(help.startsWith("Usage: spark-hessian " + command), help);
  }

  @Test
  void versionIsOneLine() {
    String version = Expect.done(InProcess.run("--version"));
    assertTrue(version.matches("spark-hessian \\S+\\R"), version);
  }

  @Test
  void anUnknownCommandNamesTheNearest() {
    Expect.error(
        2, InProcess.run("exprot", "out"), "unknown command 'exprot'", "did you mean 'export'?");
    assertEquals(
        "error: unknown command 'rnu'; did you mean 'run'?\n",
        InProcess.run("rnu", "job.yaml", "--set", "l2=1").stderr());
    Expect.error(2, InProcess.run("run", IRIS, "--overwrit"), "Unknown option", "--overwrite?");
    Expect.error(2, InProcess.run(), "no command given; see --help\n");
    Expect.error(2, InProcess.run("run"), "Missing required parameter", "JOB.yaml", "--help");
    Expect.error(2, InProcess.run("export", "out", "--format", "npy"), "Missing", "--to");
    Expect.error(
        2, InProcess.run("export", "out", "--format", "pdf", "--to", "x"), "Invalid", "--format");
  }

  @Test
  void anUnknownKeyNamesTheNearest() {
    Expect.error(
        2,
        InProcess.run("run", IRIS, "--set", "objective.activaton=relu"),
        "--set objective.activaton=relu: unknown key 'objective.activaton'",
        "did you mean 'activation'?");
  }

  @Test
  void aReportNeedsAResult() {
    String none = directory.resolve("none").toString();
    Expect.error(2, InProcess.run("report", none), none + " is not a result", "run the job first");
  }

  @Test
  void anUnreadableJobFile() {
    String file = directory.toString();
    Expect.error(2, InProcess.run("run", file), file + ": is a directory; name a file");
    Expect.error(2, InProcess.run("run", file + "/none.yaml"), file + "/none.yaml: no such file");
    Expect.error(2, InProcess.run("run", "/proc/self/mem"), "/proc/self/mem: cannot be read (");
    Expect.error(
        2,
        InProcess.run("run", "nowhere://x/j.yaml"),
        "nowhere://x/j.yaml: the class path has no file system for 'nowhere:'");
  }

  @Test
  void aDirectoryWithoutAManifestIsNotAResult() {
    String out = directory.toString();
    String message = out + " is not a result: it has no manifest.json; run the job first";
    Expect.error(2, InProcess.run("verify", out), message);
    String target = out + "/h.npy";
    Expect.error(2, InProcess.run("export", out, "--format", "npy", "--to", target), message);
    assertEquals(0, directory.toFile().list().length);
    Expect.error(2, InProcess.run("verify", out + "/none"), out + "/none is not a result: there");
  }

  @Test
  void verifyNeedsARow() {
    Expect.error(
        2, InProcess.run("verify", "out", "--samples", "0"), "--samples is 0; give 1 or more");
  }
}
