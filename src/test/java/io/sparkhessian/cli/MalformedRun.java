package io.sparkhessian.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkhessian.cluster.SubmitScript.Result;
import io.sparkhessian.io.output.Certificate;
import io.sparkhessian.io.output.ReportFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Creates a malformed input, runs its command and checks the outcome. */
final class MalformedRun {
  private static final String ANY = "<...>";

  private MalformedRun() {}

  /** The exit code, the one line, and not a byte changed. */
  static void check(MalformedCase malformed, Path directory, Function<String[], Result> run)
      throws IOException {
    CaseFolder folder = new CaseFolder(directory);
    for (CaseStep step : malformed.steps()) {
      folder.apply(step);
    }
    FileTree before = FileTree.read(directory);

    Result result =
        run.apply(
            malformed.command().stream()
                .map(word -> EscapedText.text(folder.here(word)))
                .toArray(String[]::new));

    assertLine("error: " + malformed.line(), result.stderr().replace(directory.toString(), "DIR"));
    assertEquals(malformed.exitCode(), result.exitCode(), result::toString);
    if (result.exitCode() == 2) {
      assertEquals("", result.stdout());
    }
    assertUnchanged(before, FileTree.read(directory), malformed.command());
  }

  private static void assertLine(String expected, String actual) {
    Pattern pattern =
        Pattern.compile(
            Arrays.stream(expected.split(Pattern.quote(ANY), -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*", "", "\\R")));
    if (!pattern.matcher(actual).matches()) {
      assertEquals(expected + System.lineSeparator(), actual);
    }
  }

  /** Asserts no change; only verify may write a certificate of failure and its report. */
  private static void assertUnchanged(FileTree before, FileTree after, List<String> command) {
    FileTree there = before;
    FileTree left = after;
    String result = command.get(0).equals("verify") ? command.get(1).replace("DIR/", "") : "";
    String certificate = result + "/" + Certificate.FILE;
    if (after.files().containsKey(certificate)) {
      String written = after.files().get(certificate);
      assertTrue(written.contains("\"right\" : false"), written);
      String report = result + "/" + ReportFile.NAME;
      String page = after.files().get(report);
      assertTrue(page.contains("verify, version"), page);
      there = before.without(certificate).without(report);
      left = after.without(certificate).without(report);
    }
    assertEquals(there.files().keySet(), left.files().keySet());
    assertEquals(there, left);
  }
}
