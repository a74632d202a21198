package io.sparkhessian.cli;

import io.sparkhessian.browser.Browser;
import io.sparkhessian.browser.PageLooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of a run of each kind in a real browser: {@code ./mvnw verify -Pbrowser}. */
@Tag("browser")
class ReportPagesIT {
  @TempDir static Path folder;
  private static Browser browser;
  private static PageLooks looks;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    browser = new Browser(Files.createDirectory(folder.resolve("profile")));
    looks = new PageLooks(browser);
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  /** Results that together have a figure of every kind; CI checks only these. */
  @ParameterizedTest
  @EnumSource(names = {"HESSIAN", "COMPARED", "SPECTRUM", "TRACE", "SOLVE", "INPUT_HESSIAN"})
  void mainKindsLookRight(KindOfResult kind) throws IOException {
    assertLooksRight(kind);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"HESSIAN", "COMPARED", "SPECTRUM", "TRACE", "SOLVE", "INPUT_HESSIAN"})
  void theOtherKindsLookRight(KindOfResult kind) throws IOException {
    assertLooksRight(kind);
  }

  private static void assertLooksRight(KindOfResult kind) throws IOException {
    String name = kind.name().toLowerCase(Locale.ROOT);
    Path out = folder.resolve(name);
    List<String> arguments = new ArrayList<>(List.of("run", kind.job()));
    kind.settings().forEach(setting -> arguments.addAll(List.of("--set", setting)));
    arguments.addAll(List.of("--set", "output=" + out));
    Expect.doneSlowly(InProcess.onSpark(arguments.toArray(String[]::new)));
    looks.assertRight(out.resolve("report.html"), name);
  }
}
